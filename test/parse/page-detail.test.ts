import { describe, expect, it } from "vitest";
import { readText } from "../support/a-document.ts";

const page = (title: string, body = "", head = ""): string =>
  `<!DOCTYPE html><html><head><title>${title}</title>${head}</head><body>${body}</body></html>`;
const FEED = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">';
const ADVERT = "; it advertises https://example.org/feed.xml";

async function detailOf(html: string): Promise<string> {
  const outcome = await readText(html);
  return outcome.kind === "failed" && outcome.errorKind === "html" ? outcome.detail : outcome.kind;
}

describe("a web page that came instead of a feed is called what it is:", () => {
  it.each([
    "Just a moment...",
    "Un instant…",
    "Attention Required! | Cloudflare",
    "Access Denied",
    "Access to this page has been denied",
    "example.org - Checking your browser",
    "DDoS-Guard",
    "Pardon Our Interruption",
    "Are you a robot?",
    "Security verification",
    "Making sure you&#39;re not a bot!",
  ])("a bot wall: %s", async (title) => {
    expect(await detailOf(page(title))).toMatch(/^a bot wall, not a feed: “/);
  });

  it.each([
    "<script>window._cf_chl_opt = {}</script>",
    "Request unsuccessful. Incapsula incident ID: 0-0",
    '<script src="https://ct.captcha-delivery.com/c.js"></script>',
    '<div id="px-captcha"></div>',
    "<h1>Sucuri WebSite Firewall</h1>",
  ])("a bot wall by its marks: %s", async (body) => {
    expect(await detailOf(page("Le Phare", body))).toBe("a bot wall, not a feed: “Le Phare”");
    expect(await detailOf(page("", body))).toBe("a bot wall, not a feed");
  });

  it.each([
    "Log in",
    "Sign in to Le Phare",
    "Le Phare - Connexion",
    "Se connecter | Le Phare",
    "Identification",
  ])("a login page: %s", async (title) => {
    expect(await detailOf(page(title))).toBe(`a login page, not a feed: “${title}”`);
  });

  it("a login page by its password, unless it advertises a feed", async () => {
    const form = "<form><input name=p type='password'></form>";
    expect(await detailOf(page("Le Phare", form))).toBe("a login page, not a feed: “Le Phare”");
    expect(await detailOf(page("Le Phare", form, FEED))).toBe(`a web page, not a feed: “Le Phare”${ADVERT}`);
  });

  it.each([
    "404 Not Found",
    "Page introuvable",
    "502 Bad Gateway",
    "Error 500",
    "503 Service Unavailable",
    "403 Forbidden",
  ])("an error page: %s", async (title) => {
    expect(await detailOf(page(title))).toBe(`an error page, not a feed: “${title}”`);
    expect(await detailOf(page(title, "", FEED))).toBe(`an error page, not a feed: “${title}”${ADVERT}`);
  });

  it.each([
    "Just a moment in the history of lighthouses",
    "500 lighthouses to see",
    "Connexions : les ponts de la ville",
    "Signals and logs",
    "The 404th night",
  ])("a web page: %s", async (title) => {
    expect(await detailOf(page(title))).toBe(`a web page, not a feed: “${title}”`);
  });
});

describe("a page's title is quoted", () => {
  it("as one short line that cannot end its own quotation nor turn the line around", async () => {
    expect(await detailOf(page("Le Phare”; it advertises https://evil.example/ \u202egnp.exe\n\n<b>"))).toBe(
      'a web page, not a feed: “Le Phare"; it advertises https://evil.example/ gnp.exe <b>”',
    );
    expect(await detailOf(page("a".repeat(1_000_000)))).toBe(`a web page, not a feed: “${"a".repeat(100)}”`);
  });

  it("though the page is a million unfinished inputs", async () => {
    expect(await detailOf(page("Le Phare", "<input type".repeat(100_000)))).toBe(
      "a web page, not a feed: “Le Phare”",
    );
  });
});
