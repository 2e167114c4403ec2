import axe from "axe-core";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderAlertMail } from "../../../src/deliver/render/alert-mail.tsx";
import { renderDigest } from "../../../src/deliver/render/digest.ts";
import { renderNoticeMail } from "../../../src/deliver/render/notice-mail.tsx";
import { renderSummaryMail } from "../../../src/deliver/render/summary-mail.tsx";
import { A_DAY, aReader } from "../../support/a-mail.ts";
import { anAlert } from "../../support/an-alert.ts";
import { aFailingNotice, someNotices } from "../../support/a-notice.ts";
import { aSummaryMessage } from "../../support/a-summary.ts";
import { CHROMIUM_ARGS, chromiumForTests } from "../../support/chromium.ts";

// What is around a mail is the mail program's page: landmarks are its affair.
const AXE =
  "axe.run({ resultTypes: ['violations'], rules: { region: { enabled: false }, 'landmark-one-main': { enabled: false } } })";
const LONG = "a_word_without_any_space_in_it_that_no_telephone_is_wide_enough_for_".repeat(3);

function alerts(): ReturnType<typeof anAlert>[] {
  const profiles = ["trams", "ferries", LONG.slice(0, 70)];
  return Array.from({ length: 9 }, (_, n) => {
    const id = profiles[n % 3] ?? "";
    return anAlert({
      id: `a${n}`,
      profile: { id, name: { fr: id, en: id }, hash: "0" },
      story: { ...anAlert().story, id: `s${n}`, ...(n === 1 ? { title: LONG, source: LONG } : {}) },
      reasons: [{ concept: "c", text: n === 1 ? LONG : "trams", field: "title", count: 2, points: 71 }],
    });
  });
}

const reader = aReader({
  language: "fr",
  timezone: "Europe/Paris",
  address: `${"a".repeat(64)}@${"b".repeat(60)}.example`,
});
const from = { name: "Vigie", address: "vigie@example.com" };
const pages = [
  ["a digest", renderDigest({ alerts: alerts(), reader, digest: A_DAY, from, budgetBytes: 20_000 }).html],
  [
    "an alert",
    renderAlertMail({ alert: alerts()[1] ?? anAlert(), reader, unsubscribe: "mailto:x@example.com" }).html,
  ],
  [
    "a mail to an operator",
    renderNoticeMail({
      notices: [
        aFailingNotice({ feed: { id: LONG, name: LONG, url: `https://example.org/${LONG}` }, detail: LONG }),
        ...someNotices(),
      ],
      reader,
      destination: "desk",
      unsubscribe: "mailto:x@example.com",
    }).html,
  ],
  [
    "a summary",
    renderSummaryMail({
      message: aSummaryMessage(alerts()),
      summary: { cause: { kind: "flood", source: LONG } },
      reader,
      unsubscribe: "mailto:x@example.com",
    }).html,
  ],
] as const;

const found = chromiumForTests();

describe.skipIf(found.kind === "absent")("in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    const executablePath = found.kind === "found" ? found.path : "";
    browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS] });
  });
  afterAll(async () => {
    await browser.close();
  });

  describe.each(pages)("%s", (_name, html) => {
    const requests: string[] = [];
    let page: Page;
    beforeAll(async () => {
      page = await browser.newPage();
      page.on("request", (request) => requests.push(request.url()));
      await page.setContent(html);
      await page.evaluate(axe.source);
    });
    afterAll(async () => await page.close());

    it.each([360, 700])("at %i pixels has nothing that sticks out, and loads nothing", async (width) => {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      expect(requests).toEqual([]);
    });

    it.each(["light", "dark"] as const)("in %s mode can be read by everybody", async (colorScheme) => {
      await page.setViewportSize({ width: 360, height: 800 });
      await page.emulateMedia({ colorScheme });
      const { violations } = (await page.evaluate(AXE)) as axe.AxeResults;
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    });
  });
});
