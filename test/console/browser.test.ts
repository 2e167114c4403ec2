import axe from "axe-core";
import { chromium as launcher, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startConsole, type ConsoleServer } from "../../src/console/server.ts";
import type { ConsoleView } from "../../src/console/view-model.ts";
import { aBusyConsole } from "../support/a-busy-console.ts";
import { aConsoleView } from "../support/a-console-view.ts";
import { CHROMIUM_ARGS, chromiumForTests } from "../support/chromium.ts";

interface Look {
  readonly name: "busy" | "empty";
  readonly language: "fr" | "en";
  readonly scheme: "light" | "dark";
  readonly width: number;
}

const DESK: Look = { name: "busy", language: "en", scheme: "light", width: 1280 };
const LOOKS: readonly Look[] = [
  DESK,
  { ...DESK, scheme: "dark" },
  { ...DESK, width: 360 },
  { ...DESK, language: "fr", scheme: "dark", width: 360 },
  { ...DESK, language: "fr", width: 320 },
  { ...DESK, language: "fr", width: 700 },
  { ...DESK, name: "empty", language: "fr", width: 360 },
  { ...DESK, name: "empty", scheme: "dark" },
];

const chromium = chromiumForTests();
const why = chromium.kind === "found" ? "" : ` (skipped: ${chromium.reason})`;

describe.skipIf(chromium.kind === "absent")(`the log book in a real browser${why}`, () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const servers = new Map<string, ConsoleServer>();

  beforeAll(async () => {
    if (chromium.kind === "absent") return;
    browser = await launcher.launch({ executablePath: chromium.path, args: [...CHROMIUM_ARGS] });
    page = await browser.newPage();
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
    const views: readonly (readonly [string, ConsoleView])[] = [
      ["busy", aBusyConsole()],
      ["empty", aConsoleView({ feeds: () => aBusyConsole().feeds() })],
    ];
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    for (const [name, view] of views) {
      servers.set(name, await startConsole({ host: "127.0.0.1", port: 0, view, log }));
    }
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await Promise.all([...servers.values()].map((server) => server.close()));
  });

  /** Loads the page anew as it looks there, in the same tab: a new one takes longer than all that is asked of it. */
  async function open(look: Look): Promise<void> {
    await page.setViewportSize({ width: look.width, height: 900 });
    await page.emulateMedia({ colorScheme: look.scheme });
    // What it breaks off of the page before is no complaint about this one.
    await page.goto("about:blank");
    complaints.length = 0;
    await page.goto(`${servers.get(look.name)?.url}?lang=${look.language}`, { waitUntil: "load" });
  }

  it.each(LOOKS)(
    "$name, $language, $scheme, $width px: accessible, within the screen, without a complaint",
    async (look) => {
      await open(look);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(look.width);
      await page.evaluate(axe.source);
      const found = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
      expect(violationsOf(found)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  it("differs between light and dark", async () => {
    const background = "getComputedStyle(document.body).backgroundColor";
    const colours = new Set<unknown>();
    for (const scheme of ["light", "dark"] as const) {
      await open({ ...DESK, scheme });
      colours.add(await page.evaluate(background));
    }
    expect(colours.size).toBe(2);
  });

  it("is reached by keyboard: the first stop leads past the header", async () => {
    await open(DESK);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent.trim()")).toBe("Skip to the content");
    expect(await page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")).toBe(true);
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("main");
  });
});

function violationsOf(found: unknown): readonly string[] {
  const { violations } = found as axe.AxeResults;
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
