import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { secretsOf } from "../../src/config/secrets.ts";
import { complaints, sound } from "../support/a-config-folder.ts";

async function said(...feeds: string[]): Promise<string[]> {
  return complaints({ "feeds.yaml": `feeds:\n${feeds.map((feed) => `  - ${feed}\n`).join("")}` });
}

async function idsOf(...feeds: string[]): Promise<string[]> {
  const config = await sound({ "feeds.yaml": `feeds:\n${feeds.map((feed) => `  - ${feed}\n`).join("")}` });
  return config.feeds.map(({ id }) => id);
}

describe("a feed", () => {
  it("has everything that the file says of it", async () => {
    const config = await sound({
      "feeds.yaml":
        "feeds: [{ url: https://example.org/feed?a=b, name: Le Journal, id: journal, every: 30m, language: fr, tags: [press], first-poll: newest 3 }]\n",
    });
    expect(config.feeds).toEqual([
      {
        id: "journal",
        url: "https://example.org/feed?a=b",
        name: "Le Journal",
        everyMs: 1_800_000,
        language: "fr",
        tags: ["press"],
        firstPoll: { kind: "newest", count: 3 },
      },
    ]);
  });

  it.each([
    ["{ url: ftp://example.org/x }", "url: expected an address that begins with https:// or http://"],
    ["{ url: example.org/feed }", 'found "example.org/feed"; did you mean "https://example.org/feed"?'],
    ["{ url: file:///etc/passwd }", "url: expected an address"],
    ["{ url: 'https://exa mple.org/' }", "url: expected an address"],
    ["{ url: https:// }", "url: expected an address"],
    ["https://example.org/feed", "feeds[0]: expected a feed such as - url: https://example.org/feed"],
    ["{ name: Nothing }", "url: missing: expected an address"],
    ["{ url: https://example.org/, name: }", "name: expected the name that readers see, found nothing"],
    [
      "{ url: https://example.org/, language: français }",
      "language: expected a language in two or three letters",
    ],
    ["{ url: https://example.org/, language: fr-FR }", 'did you mean "fr"?'],
    ["{ url: https://example.org/, every: hourly }", "every: expected a duration"],
    [
      "{ url: https://example.org/, first-poll: newest }",
      'first-poll: expected "silent", "alert" or "newest 3"',
    ],
    ["{ url: https://example.org/, first-poll: newest 0 }", "first-poll: expected"],
    ["{ url: https://example.org/, id: a/b }", "id: expected an id of letters"],
    ["{ url: https://example.org/, tags: press }", "tags: expected a list"],
    [
      "{ url: https://example.org/, tags: [2024] }",
      'tags[0]: expected a word in quotes, found the number 2024; write "2024"',
    ],
    [
      "{ url: https://example.org/, langage: fr }",
      'langage: unknown key "langage"; did you mean "language"?',
    ],
  ])("is refused: %s", async (feed, problem) => {
    expect(await said(feed)).toEqual([expect.stringContaining(problem)]);
  });

  it.each(["full-text", "trust"])(
    "that sets `%s`, which is still to come, is read without it, and that is said",
    async (key) => {
      expect(await said(`{ url: https://example.org/, ${key}: x }`)).toEqual([
        `warning config/feeds.yaml:2:34 feeds[0].${key}: not supported by this version: it has no effect`,
      ]);
    },
  );

  it("that is there twice is pointed out, however its address is spelt", async () => {
    const found = await said(
      "{ url: https://example.org/feed, id: a }",
      "{ url: http://www.EXAMPLE.org:80/feed/#top, id: b }",
      "{ url: https://example.org/feed?page=2, id: c }",
    );
    expect(found).toEqual([
      "warning config/feeds.yaml:3:12 feeds[1].url: the same feed as on line 2: its items come twice",
    ]);
  });
});

describe("a page without a feed", () => {
  it("is read by the selectors that the file gives", async () => {
    const page = { items: "ul.news > li", title: "h2", link: "a", date: "time" };
    const config = await sound({
      "feeds.yaml": `feeds: [{ url: https://example.org/news, page: ${JSON.stringify(page)} }]\n`,
    });
    expect(config.feeds[0]?.page).toEqual(page);
  });

  it.each([
    [
      "{ items: 'li[' }",
      'feeds[0].page.items: expected a CSS selector such as article or ul.news > li, found "li["',
    ],
    ["{ items: a, date: '::first-line(' }", "feeds[0].page.date: expected a CSS selector"],
    ["{ title: h2 }", "feeds[0].page.items: missing: expected a CSS selector"],
    ["{ items: li, titel: h2 }", 'unknown key "titel"; did you mean "title"?'],
    ["article", "feeds[0].page: expected selectors such as { items: article"],
  ])("with %s is refused, with the place", async (page, problem) => {
    expect(await said(`{ url: https://example.org/, page: ${page} }`)).toEqual([
      expect.stringContaining(problem),
    ]);
  });
});

describe("how a feed is asked for", () => {
  const asked = (keys: string, env: Readonly<Record<string, string>> = {}) =>
    sound({ "feeds.yaml": `feeds: [{ url: https://example.org/feed, ${keys} }]\n` }, env);

  it("is what the file says, and its secrets are not printed", async () => {
    const keys =
      'headers: { X-Api-Key: "${KEY}" }, auth: { user: ada, password: "${WORD}" }, cookie: "${JAR}", user-agent: Reader/1, proxy: "http://me:${WORD}@10.0.0.1:3128"';
    const config = await asked(keys, { KEY: "k3y-k3y", WORD: "w0rd-w0rd", JAR: "a=jar-jar" });
    const { headers = [], auth, cookie, userAgent, proxy } = config.feeds[0]?.request ?? {};
    expect(headers.map(({ name }) => name)).toEqual(["x-api-key"]);
    expect([auth?.user, userAgent]).toEqual(["ada", "Reader/1"]);
    const revealed = [headers[0]?.value, auth?.password, cookie, proxy].map((secret) => secret?.reveal());
    expect(revealed).toEqual(["k3y-k3y", "w0rd-w0rd", "a=jar-jar", "http://me:w0rd-w0rd@10.0.0.1:3128"]);
    expect(JSON.stringify(config.feeds)).not.toMatch(/k3y|w0rd|jar-jar/);
    const hidden = secretsOf(config).map((secret) => secret.reveal());
    expect(hidden).toEqual(expect.arrayContaining(["k3y-k3y", "w0rd-w0rd", "a=jar-jar"]));
  });

  it.each([
    ["headers: { Cookie: a }", "this header has a key of its own: `cookie:` beside `headers:`"],
    ["headers: { Host: a }", "this header is set by vigie itself"],
    ["headers: { If-None-Match: a }", "this header is set by vigie itself"],
    ["headers: { 'a b': c }", "this is no name that a header can have"],
    ['headers: { Accept-Language: "a\\r\\nX: y" }', "expected one line of plain characters"],
    ["headers: [a]", "headers: expected"],
    ["proxy: proxy.example.org", "expected an address such as http://proxy.example.org:3128"],
    ["proxy: socks5://10.0.0.1", "expected an address such as http://proxy.example.org:3128"],
    ["auth: { user: ada }", "auth.password: missing: expected a password"],
  ])("with %s is refused", async (keys, problem) => {
    expect(await said(`{ url: https://example.org/, ${keys} }`)).toContainEqual(
      expect.stringContaining(problem),
    );
  });

  it.each([
    "headers: { X-Api-Key: k3y }",
    "auth: { user: ada, password: w0rd }",
    "cookie: session=1",
    "proxy: 'http://me:w0rd@10.0.0.1'",
  ])("with %s warns that a secret is typed into the file", async (keys) => {
    expect(await said(`{ url: https://example.org/, ${keys} }`)).toEqual([
      expect.stringContaining("a secret is typed into this file"),
    ]);
  });

  it("takes one name and password, and warns of one without https", async () => {
    const auth = 'auth: { user: ada, password: "${WORD:-w0rd}" }';
    expect(await said(`{ url: "https://me:\${WORD:-w0rd}@example.org/", ${auth} }`)).toEqual([
      expect.stringContaining("the address has a name and a password already"),
    ]);
    expect(await said(`{ url: http://example.org/, ${auth} }`)).toEqual([
      expect.stringContaining("without https the password can be read on the way"),
    ]);
  });

  it("needs its variables", async () => {
    expect(await said('{ url: https://example.org/, cookie: "${NOT_SET}" }')).toEqual([
      expect.stringContaining("${NOT_SET} is not set"),
    ]);
  });
});

describe("the id of a feed", () => {
  it("is made from its name, or from its address", async () => {
    expect(
      await idsOf(
        "{ url: https://example.org/1, name: La Quadrature du Net }",
        "{ url: https://example.org/2, name: Œuvre d’été – l’Équipe }",
        "{ url: https://www.example.org/news/rss.xml }",
        "{ url: https://example.org/3, name: 新聞 }",
      ),
    ).toEqual(["la-quadrature-du-net", "oeuvre-d-ete-l-equipe", "example-org-news-rss-xml", "example-org-3"]);
  });

  it("is lengthened when another feed has it, with the way to keep it", async () => {
    const feeds = [
      "{ url: https://example.org/1, name: News }",
      "{ url: https://example.org/2, name: News }",
    ];
    expect(await idsOf(...feeds)).toEqual(["news", "news-example-org-2"]);
    expect(await said(...feeds)).toEqual([
      "warning config/feeds.yaml:3:41 feeds[1].name: makes the id that line 2 has: to keep its history, add id: news-example-org-2",
    ]);
  });

  it("given by the operator comes first, wherever it stands", async () => {
    expect(
      await idsOf("{ url: https://example.org/1, name: News }", "{ url: https://example.org/2, id: news }"),
    ).toEqual(["news-example-org-1", "news"]);
  });

  it("given twice is refused", async () => {
    expect(
      await said("{ url: https://example.org/1, id: a }", "{ url: https://example.org/2, id: a }"),
    ).toEqual(["error config/feeds.yaml:3:39 feeds[1].id: this id is already taken on line 2"]);
  });

  it("shows nothing of an address that comes from a variable", async () => {
    const config = await sound(
      { "feeds.yaml": 'feeds: [{ url: "${PRIVATE}" }]\n', "profiles/trams.yaml": undefined },
      { PRIVATE: "https://example.org/token-nobody-may-read/feed?key=nobody" },
    );
    expect(config.feeds[0]).toMatchObject({ id: "example-org", name: "example.org" });
  });

  it("is one of its own for every feed, whatever their names", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("News", "news", "NEWS!", "Été", "新聞", "News example org 1"), {
          minLength: 1,
          maxLength: 12,
        }),
        async (names) => {
          const ids = await idsOf(
            ...names.map(
              (name, index) => `{ url: https://example.org/${index % 3}, name: ${JSON.stringify(name)} }`,
            ),
          );
          expect(new Set(ids).size).toBe(names.length);
        },
      ),
      { numRuns: 30 },
    );
  });
});
