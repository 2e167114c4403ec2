import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { aConfigFolder, HOOK } from "../support/a-config-folder.ts";
import { aServer } from "../support/a-fetcher.ts";
import { anIo } from "../support/an-io.ts";
import { rssOf } from "../support/an-app.ts";
import { type RawServer, rawResponse } from "../support/raw-server.ts";

const FEEDS = `# mine
feeds:
  - url: https://example.org/a   # the first
    name: Premier
  - url: https://reader:swordfish@example.org/private
    id: private
`;

/** Lets the tests ask this machine, without the pause between two visits. */
const SETTINGS = `destinations:
  desk: { kind: discord-webhook, url: "\${HOOK}" }
network:
  allowAddresses: [127.0.0.1/32]
  hosts: { 127.0.0.1: { connections: 4, gap: 0s } }
`;

async function aPlace(feeds = FEEDS) {
  const folder = await aConfigFolder({ "vigie.yaml": SETTINGS, "feeds.yaml": feeds });
  return {
    folder,
    feeds: async () => await readFile(join(folder, "feeds.yaml"), "utf8"),
    async file(name: string, text: string) {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    },
    async vigie(...words: readonly string[]) {
      const io = anIo({ env: { HOOK } });
      const code = await run(["feeds", ...words, "--config", folder], io);
      return { code, out: io.outLines.join("\n"), err: io.errLines.join("\n") };
    },
  };
}

async function aSite(documents: Readonly<Record<string, string>>): Promise<RawServer> {
  return await aServer((socket, { path }) => {
    const text = documents[path];
    socket.write(rawResponse(text === undefined ? 404 : 200, {}, text ?? "<html>not here</html>"));
  });
}

function advertising(...paths: readonly string[]): string {
  return paths.map((path) => `<link rel=alternate type=application/rss+xml href=${path}>`).join("");
}

describe("feeds add", () => {
  it("reads a feed, writes it down under its own name, and says what a running worker needs", async () => {
    const place = await aPlace();
    const { origin } = await aSite({
      "/rss": rssOf(["One", "Two"]).replace("Example", "Le Fil : l’essentiel"),
    });
    const { code, out } = await place.vigie("add", `${origin}/rss`);
    expect(code).toBe(0);
    expect(out).toContain(`Added le-fil-l-essentiel (Le Fil : l’essentiel): ${origin}/rss`);
    expect(out).toContain("“Le Fil : l’essentiel”, 2 items");
    expect(out).toContain("by itself");
    expect(await place.feeds()).toBe(`${FEEDS}  - url: ${origin}/rss\n    name: "Le Fil : l’essentiel"\n`);
  });

  it("writes what the options say", async () => {
    const place = await aPlace();
    const { origin } = await aSite({ "/rss": rssOf([]) });
    const options = ["--name", "Fil", "--id", "fil", "--every", "30m", "--language", "fr"];
    expect((await place.vigie("add", `${origin}/rss`, ...options)).code).toBe(0);
    const written = `  - url: ${origin}/rss\n    name: Fil\n    id: fil\n    every: 30m\n    language: fr\n`;
    expect(await place.feeds()).toBe(FEEDS + written);
  });

  it("takes the one feed of a page, comments aside, and says which", async () => {
    const place = await aPlace();
    const { origin } = await aSite({
      "/": advertising("/comments/feed", "/rss", "/gone"),
      "/rss": rssOf(["One"]),
      "/comments/feed": rssOf(["First!"]),
    });
    const { code, out } = await place.vigie("add", origin);
    expect(code).toBe(0);
    expect(out).toContain(`${origin}/rss\n`);
    expect(out).toContain("named by the page");
    expect(await place.feeds()).toContain(`- url: ${origin}/rss\n`);
  });

  it("lists several and leaves the choice", async () => {
    const place = await aPlace();
    const { origin } = await aSite({
      "/": advertising("/a", "/b"),
      "/a": rssOf(["One"]),
      "/b": rssOf(["Two"]),
    });
    const { code, out, err } = await place.vigie("add", origin);
    expect(code).toBe(1);
    expect(out).toContain(`${origin}/a\n`);
    expect(out).toContain(`${origin}/b\n`);
    expect(err).toContain("Add one by its own address");
    expect(await place.feeds()).toBe(FEEDS);
  });

  it("does not let a publisher name a variable, or write into the terminal", async () => {
    const place = await aPlace();
    const title = "${HOOK} &#27;[31m &#10;- url: https://example.org/";
    const { origin } = await aSite({ "/rss": rssOf([]).replace("Example", title) });
    const { code, out } = await place.vigie("add", `${origin}/rss`);
    expect(code).toBe(0);
    // oxlint-disable-next-line no-control-regex -- it is what is looked for
    expect(out).not.toMatch(/\u001b|discord\.com/u);
    expect(await place.feeds()).toMatch(/name: "\$ \{HOOK\} [^\n]*"\n$/u);
  });

  it.each([
    ["what is no feed and leads to none", "/", 1, "No feed was found"],
    ["what is not there", "/gone", 1, "404"],
    ["an interval that is none", "/rss --every soon", 2, "every: expected a duration"],
    ["an id that is taken", "/rss --id private", 2, "already taken"],
    ["a variable", "/${HOOK}", 2, "by hand"],
  ])("refuses %s in a sentence", async (_what, words, code, reason) => {
    const place = await aPlace();
    const { origin } = await aSite({ "/": "<html>hello</html>", "/rss": rssOf([]) });
    const [path, ...options] = words.split(" ");
    const ended = await place.vigie("add", `${origin}${path}`, ...options);
    expect(ended.code).toBe(code);
    expect(ended.err).toContain(reason);
    expect(await place.feeds()).toBe(FEEDS);
  });

  it("refuses a feed that is there already", async () => {
    const { origin } = await aSite({ "/rss": rssOf([]) });
    const feeds = `feeds:\n  - { url: ${origin}/rss/#top, name: Mine }\n`;
    const place = await aPlace(feeds);
    const { code, err } = await place.vigie("add", `${origin}/rss`);
    expect(code).toBe(1);
    expect(err).toContain("It is there already: mine (Mine)");
    expect(await place.feeds()).toBe(feeds);
  });

  it("asks no private address that was not allowed", async () => {
    const place = await aPlace();
    const { code, err } = await place.vigie("add", "http://127.0.0.2/");
    expect(code).toBe(1);
    expect(err).toContain("127.0.0.2");
  });
});

describe("feeds remove", () => {
  it("removes what was added, to the byte", async () => {
    const place = await aPlace();
    const { origin } = await aSite({ "/rss": rssOf([]) });
    await place.vigie("add", `${origin}/rss`, "--id", "new");
    const { code, out } = await place.vigie("remove", "new");
    expect(code).toBe(0);
    expect(out).toContain("Removed new");
    expect(await place.feeds()).toBe(FEEDS);
  });

  it("shows no password of the feed that it removes", async () => {
    const place = await aPlace();
    const { code, out } = await place.vigie("remove", "private");
    expect(code).toBe(0);
    expect(out).not.toContain("swordfish");
  });

  it("removes none when one id is unknown, and ends with 2", async () => {
    const place = await aPlace();
    const { code, err } = await place.vigie("remove", "premier", "premeir");
    expect(code).toBe(2);
    expect(err).toContain("premeir");
    expect(await place.feeds()).toBe(FEEDS);
  });
});

describe("feeds discover", () => {
  it("shows each feed with its title, its items and the age of the newest", async () => {
    const place = await aPlace();
    const hourAgo = new Date(Date.now() - 3 * 3_600_000).toUTCString();
    const { origin } = await aSite({
      "/": advertising("/a", "/gone"),
      "/a": `<rss version="2.0"><channel><title>Le Fil</title><item><title>A</title><pubDate>${hourAgo}</pubDate></item></channel></rss>`,
    });
    const { code, out } = await place.vigie("discover", origin);
    expect(code).toBe(0);
    expect(out).toContain(`${origin}/a\n  “Le Fil”, 1 item, newest 3 h ago (rss, named by the page)`);
    expect(out).toContain(`not a feed: ${origin}/gone`);
    expect(await place.feeds()).toBe(FEEDS);
  });

  it("gives the same to machines", async () => {
    const place = await aPlace();
    const { origin } = await aSite({ "/rss": rssOf(["One"]) });
    const { code, out } = await place.vigie("discover", `${origin}/rss`, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      url: `${origin}/rss`,
      feeds: [
        { url: `${origin}/rss`, how: "itself", isComments: false, format: "rss", title: "Example", items: 1 },
      ],
      refused: [],
    });
  });

  it("ends with 1 when there is none", async () => {
    const place = await aPlace();
    const { code, out } = await place.vigie("discover", "http://127.0.0.2/", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ feeds: [], problem: expect.stringContaining("127.0.0.2") });
  });
});

const OPML = `<opml version="2.0"><body>
<outline text="Press">
  <outline text="A again" xmlUrl="http://example.org/a"/>
  <outline text="B" xmlUrl="https://example.org/b"/>
  <outline text="Broken" xmlUrl="gopher://example.org/"/>
</outline></body></opml>`;

describe("feeds import", () => {
  it("adds what is new, with folders as tags, and says what it left out and where", async () => {
    const place = await aPlace();
    const file = await place.file("subscriptions.opml", OPML);
    const { code, out, err } = await place.vigie("import", file);
    expect(code).toBe(1);
    expect(out).toContain("1 feeds added, 1 there already, 1 not sound");
    expect(err).toContain(`${file}:3 http://example.org/a is there already in feeds.yaml, as premier`);
    expect(err).toContain(`${file}:5 “Broken”: an address that is not http:// or https://`);
    expect(await place.feeds()).toBe(
      `${FEEDS}  - url: https://example.org/b\n    name: B\n    tags: [Press]\n`,
    );
  });

  it("writes nothing in a dry run, and says the same", async () => {
    const place = await aPlace();
    const file = await place.file("subscriptions.opml", OPML);
    const { code, out } = await place.vigie("import", file, "--dry-run");
    expect(code).toBe(1);
    expect(out).toContain("Would add b (B): https://example.org/b");
    expect(out).toContain("Nothing was written");
    expect(await place.feeds()).toBe(FEEDS);
  });

  it.each([
    ["no OPML", "hello", 1, "it is no OPML document"],
    ["no text", "\0\u0001\u0002", 2, "is not text"],
  ])("refuses %s", async (_what, text, code, reason) => {
    const place = await aPlace();
    const ended = await place.vigie("import", await place.file("x.opml", text));
    expect(ended.code).toBe(code);
    expect(ended.err).toContain(reason);
    expect(await place.feeds()).toBe(FEEDS);
  });

  it("refuses a file that is not there with 2", async () => {
    const { code, err } = await (await aPlace()).vigie("import", "nowhere.opml");
    expect(code).toBe(2);
    expect(err).toContain("nowhere.opml cannot be read (ENOENT)");
  });
});

describe("feeds export", () => {
  it("can be imported elsewhere, and holds no secret", async () => {
    const place = await aPlace(`${FEEDS}  - url: "https://example.org/\${TOKEN:-none}"\n    name: Paid\n`);
    const { code, out, err } = await place.vigie("export");
    expect(code).toBe(0);
    expect(out).not.toMatch(/swordfish|none/u);
    expect(err).toContain("private (example.org) is left out");
    expect(err).toContain("paid (Paid) is left out");
    const other = await aPlace("feeds: []\n");
    await other.vigie("import", await other.file("x.opml", out));
    expect(await other.feeds()).toBe("feeds:\n  - url: https://example.org/a\n    name: Premier\n");
  });
});

describe("a configuration that is not there", () => {
  it.each([
    ["add", "https://example.org/"],
    ["discover", "https://example.org/"],
    ["remove", "premier"],
    ["import", "x.opml"],
    ["export", ""],
  ])("is not replaced by another: feeds %s", async (name, argument) => {
    const place = await aPlace();
    const words = argument === "x.opml" ? [await place.file("x.opml", OPML)] : [argument].filter(Boolean);
    const io = anIo();
    expect(await run(["feeds", name, ...words, "--config", "nowhere"], io)).toBe(2);
    expect(io.errLines.join("\n")).toContain("nowhere/feeds.yaml");
  });
});
