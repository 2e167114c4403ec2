import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aServer } from "../support/a-fetcher.ts";
import { aWorkplace, type Workplace } from "../support/a-program.ts";
import { rssOf } from "../support/an-app.ts";
import { rawResponse } from "../support/raw-server.ts";

const SETTINGS = `destinations: { researchers: { kind: discord-webhook, url: "\${WEBHOOK}" } }
network:
  allowAddresses: [127.0.0.1/32]
  hosts: { 127.0.0.1: { connections: 1, gap: 0s } }
`;

const PROFILE = `
id: trams
name: Trams
destinations: [researchers]
concepts:
  tram: { any: [tram] }
`;

const FEEDS = `# The feeds of a town

feeds:
  - name:  Harbour news        # daily
    url:   https://example.org/harbour
    tags:  [ town,press ]
`;

describe("the list of feeds, kept from the command line", () => {
  let place: Workplace;
  const feeds = async (): Promise<string> =>
    await readFile(path.join(place.folder, "config/feeds.yaml"), "utf8");

  beforeEach(async () => {
    place = await aWorkplace();
    await place.write("config/vigie.yaml", SETTINGS);
    await place.write("config/feeds.yaml", FEEDS);
    await place.write("config/profiles/trams.yaml", PROFILE);
  });

  afterEach(async () => await place.remove());

  it("a feed is found, added, listed and removed, and the file is as it was", async () => {
    const page = "<html><link rel=alternate type=application/rss+xml href=/rss title=News></html>";
    const { origin } = await aServer((socket, request) => {
      const text = request.path === "/rss" ? rssOf(["One"]) : page;
      socket.write(rawResponse(200, {}, text));
    });
    expect(await place.command(["feeds", "discover", origin])).toMatchObject({ code: 0 });
    const added = await place.run(["feeds", "add", origin, "--id", "town"]);
    expect(added).toMatchObject({ code: 0, err: "" });
    expect(await feeds()).toBe(`${FEEDS}  - url: ${origin}/rss\n    name: Example\n    id: town\n`);
    expect((await place.command(["feeds", "list"])).out).toMatch(/^town +not polled yet/mu);
    expect(await place.command(["check"])).toMatchObject({ code: 0 });
    expect(await place.command(["feeds", "remove", "town"])).toMatchObject({ code: 0, err: "" });
    expect(await feeds()).toBe(FEEDS);
  });

  it("a list goes out as OPML and comes in again elsewhere", async () => {
    const list = path.join(place.folder, "list.opml");
    const { code, out } = await place.command(["feeds", "export"]);
    expect(code).toBe(0);
    await place.write("list.opml", out);
    await place.write("config/feeds.yaml", "feeds: []\n");
    expect(await place.command(["feeds", "import", list, "--dry-run"])).toMatchObject({ code: 0 });
    expect(await feeds()).toBe("feeds: []\n");
    expect(await place.run(["feeds", "import", "list.opml"])).toMatchObject({ code: 0 });
    expect(await feeds()).toBe(
      "feeds:\n  - url: https://example.org/harbour\n    name: Harbour news\n    tags: [town, press]\n",
    );
  });

  it("what cannot be done ends in a sentence, never in a stack trace", async () => {
    for (const words of [
      ["add", "nonsense"],
      ["remove", "nobody"],
      ["import", "nowhere.opml"],
      ["discover", "http://10.0.0.1/"],
    ]) {
      const { code, err } = await place.command(["feeds", ...words]);
      expect([1, 2]).toContain(code);
      expect(err).toMatch(/\w/u);
      expect(err).not.toMatch(/\n\s+at /u);
    }
    expect(await feeds()).toBe(FEEDS);
  });
});
