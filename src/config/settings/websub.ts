import type { WebSubConfig } from "../../model/config.ts";
import { Secret } from "../../model/secret.ts";
import { check, type Section } from "../check/check.ts";
import { SETTINGS } from "./settings-schema.ts";
import { isUnset, notSet, type UnsetVariable } from "../files/variables.ts";

/** Reads `websub:`. Without its variables it is off, which is no fault. */
export function readWebSub(section: Section, unset: readonly UnsetVariable[]): WebSubConfig | undefined {
  const entry = check(SETTINGS.websub, section);
  if (entry === undefined) return undefined;
  const { callback, listen, secret } = entry;
  const names = unset.filter(({ path }) => path[0] === "websub").map(({ name }) => name);
  if (callback.startsWith("http:")) warnOfPlainCallback(section);
  return {
    callback: isUnset(callback) ? "" : new URL(callback).href.replace(/\/+$/u, ""),
    ...listen,
    secret: new Secret(isUnset(secret) ? "" : secret.trim()),
    ...(names.length === 0 ? {} : { off: notSet(names) }),
  };
}

function warnOfPlainCallback({ path, report }: Section): void {
  const message =
    "without https only a hub on this machine can use this address: put vigie behind a reverse proxy for others";
  report({ path: [...path, "callback"], message, severity: "warning" });
}
