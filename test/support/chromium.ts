import { existsSync } from "node:fs";

/** Where a browser is, or what to tell whoever runs the tests. */
export type Chromium =
  | { readonly kind: "found"; readonly path: string }
  | { readonly kind: "absent"; readonly reason: string; readonly required: boolean };

const USUAL_PATHS: readonly string[] = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** Launched without a profile of its own, the browser must still not phone home nor need a display. */
export const CHROMIUM_ARGS: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Looks for Chromium at CHROMIUM_PATH, else at its usual places. It is required when VIGIE_REQUIRE, a list separated by
 * commas or spaces, names `chromium`.
 */
export function findChromium(
  env: Readonly<Record<string, string | undefined>>,
  exists: (path: string) => boolean = existsSync,
): Chromium {
  const named = env["CHROMIUM_PATH"];
  const candidates = named === undefined || named === "" ? USUAL_PATHS : [named];
  const path = candidates.find(exists);
  if (path !== undefined) return { kind: "found", path };
  return {
    kind: "absent",
    reason: `no Chromium at ${candidates.join(", ")}: install it, or set CHROMIUM_PATH`,
    required: (env["VIGIE_REQUIRE"] ?? "").split(/[\s,]+/).includes("chromium"),
  };
}

/** The browser for a test file: without one its tests are skipped, or the file fails where a browser is required. */
export function chromiumForTests(): Chromium {
  const chromium = findChromium(process.env);
  if (chromium.kind === "absent" && chromium.required) throw new Error(chromium.reason);
  return chromium;
}
