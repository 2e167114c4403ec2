import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aWorkplace, type Workplace } from "../support/a-program.ts";

const PROFILE = `
id: trams
name: Trams
destinations: [researchers]
concepts:
  tram: { weight: 85, any: [tram] }
tests:
  - { text: "A new tram", expect: alert }
`;

describe("the command line", () => {
  let place: Workplace;

  beforeEach(async () => {
    place = await aWorkplace();
    await place.write(
      "config/vigie.yaml",
      'destinations: { researchers: { kind: discord-webhook, url: "${WEBHOOK}" } }\n',
    );
    await place.write("config/feeds.yaml", "feeds: [{ url: https://example.org/feed, name: Example }]\n");
    await place.write("config/profiles/trams.yaml", PROFILE);
  });

  afterEach(async () => await place.remove());

  it("check says that all is well, and which destination is off for want of a variable", async () => {
    const { code, out, err } = await place.run(["check"]);
    expect(code).toBe(0);
    expect(out).toContain("1 feeds, 1 profiles (1 tests, 0 failed), 1 destinations (0 on)");
    expect(err).toContain("WEBHOOK");
  });

  it("check lists every problem with its place and ends with 2", async () => {
    await place.write("config/feeds.yaml", "feeds:\n  - { url: ftp://example.org/feed, nmae: Example }\n");
    await place.write("config/vigie.yaml", "languge: fr\n");
    const { code, err } = await place.command(["check"]);
    expect(code).toBe(2);
    expect(err).toMatch(/config\/vigie\.yaml:1:1 .*language/);
    expect(err).toMatch(/config\/feeds\.yaml:2:\d+ .*http/);
  });

  it("check ends with 1 when a profile's own test fails, and shows what is missing", async () => {
    await place.write("config/profiles/trams.yaml", PROFILE.replace("A new tram", "A new bus"));
    const { code, err } = await place.command(["check"]);
    expect(code).toBe(1);
    expect(err).toContain("A new bus");
    expect(err).toContain("50 points short");
  });

  it("check ends with 1 when a profile says what cannot be, and names the place and the code", async () => {
    await place.write("config/profiles/trams.yaml", PROFILE.replace("[tram]", "[tram, tra*, trams, tram]"));
    const { code, out, err } = await place.run(["check"]);
    expect(code).toBe(1);
    expect(err).toMatch(
      /error +config\/profiles\/trams\.yaml:6:35 concepts\.tram\.any\[1\]: "tra\*" .*\[stray-wildcard\]/,
    );
    expect(out).toContain("about the profiles 1 errors, 2 warnings");
    const json = await place.command(["check", "--json"]);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({ ok: false });
    expect(JSON.parse(json.out).problems).toContainEqual(
      expect.objectContaining({ code: "stray-wildcard", severity: "error", line: 6, column: 35 }),
    );
  });

  it("check ends with 0 when it has doubts alone", async () => {
    await place.write("config/profiles/trams.yaml", PROFILE.replace("[tram]", "[tram, the tram stop]"));
    const { code, err } = await place.command(["check"]);
    expect(code).toBe(0);
    expect(err).toContain("[leading-article]");
  });

  it("parse prints a feed as one JSON object", async () => {
    const feed =
      '<rss version="2.0"><channel><title>T</title><item><title>A</title><link>/a</link></item></channel></rss>';
    const { code, out } = await place.run(["parse", "--url", "https://example.org/feed"], feed);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      feed: { title: "T", format: "rss" },
      items: [{ title: "A", link: "https://example.org/a" }],
    });
  });

  it("parse ends with 1 when the input is no feed", async () => {
    const { code, out, err } = await place.command(["parse"], "hello");
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("Not a feed");
  });

  it.each(["notaurl", "ftp://example.org/feed", ""])("parse refuses %j as an address", async (url) => {
    const { code, out, err } = await place.command(["parse", "--url", url], "<rss><channel/></rss>");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("--url: expected an address that begins with https:// or http://");
  });

  it("match answers each line, with hits whose points add up", async () => {
    const lines = [
      '{"id":"a","title":"A new tram"}',
      '{"id":"b","title":"The bus that was late in the morning is on time again"}',
    ].join("\n");
    const { code, out } = await place.run(["match"], lines);
    expect(code).toBe(0);
    const [a, b] = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(a).toMatchObject({
      id: "a",
      matches: [{ profile: "trams", alert: true, hits: [{ text: "tram" }] }],
    });
    expect(a.matches[0].hits[0].points).toBe(a.matches[0].score);
    expect(b).toEqual({ id: "b", lang: "en", matches: [] });
  });

  it("match takes an item without a title, as microblogs have them, and refuses one without any text", async () => {
    const { code, out, err } = await place.command(
      ["match"],
      '{"id":"a","summary":"A new tram"}\n{"id":"b"}',
    );
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ id: "a", matches: [{ profile: "trams" }] });
    expect(err).toContain("line 2");
  });

  it("explain shows the parts of a score, for a silence too", async () => {
    const { code, out } = await place.run(["explain", "-"], '{"title":"A new bus"}');
    expect(code).toBe(0);
    expect(out).toContain("silent, 50 short of the threshold");
    expect(out).toContain("not found: tram");
  });

  it("answers wrong usage with a sentence and 2, never with a stack trace", async () => {
    const { code, err } = await place.run(["poll", "--feed", "unknown"]);
    expect(code).toBe(2);
    expect(err).toContain("unknown");
    expect(err).not.toMatch(/\n\s+at /);
  });

  it("keeps the password of a feed's address out of its reports and its store", async () => {
    await place.write("config/feeds.yaml", "feeds: [{ url: http://me:hunter2@127.0.0.1:1/feed }]\n");
    const shown = [
      await place.command(["feeds", "list"]),
      await place.run(["poll", "--all", "--json"]),
      await place.command(["feeds", "list", "--json"]),
    ].map(({ out, err }) => out + err);
    expect(shown.join("\n")).not.toContain("hunter2");
    const { problem } = JSON.parse(shown[2] ?? "{}");
    expect(Object.keys(problem).toSorted()).toEqual(["detail", "kind", "since", "toldAt"]);
    expect(JSON.parse(shown[1] ?? "{}").feeds[0].url).toBe("http://127.0.0.1:1/feed");
    const journal = await readFile(path.join(place.folder, "data", "log-0000000001.ndjson"), "utf8");
    expect(journal).toContain("http://127.0.0.1:1/feed");
    expect(journal).not.toContain("hunter2");
  });

  it("digest preview says which variable a digest that is off waits for", async () => {
    await place.write(
      "config/vigie.yaml",
      `destinations:
  researchers: { kind: discord-webhook, url: "\${WEBHOOK}" }
  morning: { kind: email, mode: digest, at: "08:00", readers: [{ address: "\${READER}" }] }
mail: { smtp: "\${SMTP}", from: vigie@example.org }
`,
    );
    const { code, err } = await place.run(["digest", "preview"]);
    expect(code).toBe(1);
    expect(err).toContain("morning is off: ");
    expect(err).toContain("READER");
  });

  it("feeds list and outbox list work before anything ran", async () => {
    expect((await place.run(["feeds", "list"])).out).toContain("not polled yet");
    expect((await place.run(["outbox", "list"])).out).toContain("Nothing waits");
  });

  it("a review reads its answers from standard input and writes each to the file", async () => {
    const draft = PROFILE.replace("name:", "status: draft\nname:").replace(
      "weight: 85,",
      'weight: 85, review: "core?",',
    );
    await place.write("config/profiles/trams.yaml", draft);
    const { code, out, err } = await place.run(["profile", "draw", "--review"], "p tramway\nk\ny\n");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("k d c x w m p e t s u q ? > p tramway\n");
    expect(out).toContain("It is active, and tells researchers.");
    const written = PROFILE.replace("[tram]", "[tram, tramway]");
    expect(await readFile(path.join(place.folder, "config/profiles/trams.yaml"), "utf8")).toBe(written);
  });

  it("says all that it has to say, however slowly it is listened to", async () => {
    // The time that is left to a reader shrinks to none.
    const hurry = encodeURIComponent(
      "const later = setTimeout; globalThis.setTimeout = (act) => later(act, 0)",
    );
    const slow = await aWorkplace({ NODE_OPTIONS: `--import data:text/javascript,${hurry}` });
    const feed = (index: number): string => `  - url: https://example.org/${index}?${"x".repeat(200)}\n`;
    await slow.write(
      "config/feeds.yaml",
      `feeds:\n${Array.from({ length: 3000 }, (_, n) => feed(n)).join("")}`,
    );
    const { code, out } = await slow.run(["feeds", "export"]);
    await slow.remove();
    expect(code).toBe(0);
    expect(out.endsWith("</opml>\n")).toBe(true);
  });
});
