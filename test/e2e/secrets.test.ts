import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startHub } from "../support/a-hub.ts";
import { aServer } from "../support/a-fetcher.ts";
import { aWorkplace, type Workplace } from "../support/a-program.ts";
import { rssOf } from "../support/an-app.ts";
import { type RawServer, rawResponse } from "../support/raw-server.ts";

const KEYS = {
  IN_QUERY: "Planted In/The&Query=1",
  IN_PATH: "Planted-in-the-path",
  WHOLE: "Planted-as-a-whole",
};
const FORMS = Object.values(KEYS).flatMap((key) => [
  key,
  encodeURI(key),
  encodeURIComponent(key),
  Buffer.from(key).toString("base64"),
]);

/** Three feeds with a key in their address; their server sends each on to another, key and all, for good. */
async function aPlaceWithKeys() {
  const hub = await startHub();
  onTestFinished(() => hub.close());
  const server = await aServer((socket, { path: asked }) => {
    if (asked.startsWith("/new")) {
      const link = `<${hub.url}>; rel="hub", <${server.origin}${asked}>; rel="self"`;
      socket.write(rawResponse(200, { link }, rssOf(["One", "Two"])));
    } else socket.write(rawResponse(301, { location: `/new${asked}` }));
  });
  const place = await aWorkplace({
    IN_QUERY: encodeURIComponent(KEYS.IN_QUERY),
    IN_PATH: KEYS.IN_PATH,
    WHOLE: `${server.origin}/whole?key=${KEYS.WHOLE}`,
    HUB_KEY: "the-secret-behind-every-callback",
  });
  onTestFinished(() => place.remove());
  await place.write(
    "config/vigie.yaml",
    `network:
  allowAddresses: [127.0.0.1/32]
  hosts: { 127.0.0.1: { connections: 1, gap: 0s } }
poll: { heartbeat: "* * * * * *", fastest: 1s, every: 1s }
console: off
websub: { callback: https://vigie.example.org/websub, listen: "127.0.0.1:0", secret: "\${HUB_KEY}" }
`,
  );
  await place.write(
    "config/feeds.yaml",
    `feeds:
  - { url: "${server.origin}/query?key=\${IN_QUERY}", id: query, every: 1s }
  - { url: "${server.origin}/path/\${IN_PATH}/feed", id: path, every: 1s }
  - { url: "\${WHOLE}", id: whole, every: 1s }
`,
  );
  await place.write(
    "config/profiles/trams.yaml",
    "id: trams\nname: Trams\ndestinations: []\nconcepts:\n  tram: { any: [tram] }\n",
  );
  return { hub, server, place };
}

async function storeOf({ folder }: Workplace): Promise<string> {
  const data = path.join(folder, "data");
  const files = await readdir(data, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile())
    .map(async (file) => await readFile(path.join(file.parentPath, file.name), "utf8"));
  return (await Promise.all(texts)).join("\n");
}

function count({ requests }: RawServer, asked: RegExp): number {
  return requests.filter((request) => asked.test(request.path)).length;
}

describe("keys in the addresses of feeds", () => {
  it("reach the servers that they are for, over a move and to the hub, and no output and no file", async () => {
    const { hub, server, place } = await aPlaceWithKeys();
    const said: string[] = [];
    const run = async (...words: readonly string[]): Promise<void> => {
      const { code, out, err } = await place.command(words);
      expect({ code, err }).toEqual({ code: 0, err: "" });
      said.push(out, err);
    };
    const running = place.start(["start"]);
    // Once a feed is asked for at its new address alone, it has been led there five times and adopted the move.
    const direct = (name: string): number =>
      count(server, new RegExp(`^/new/${name}`, "u")) - count(server, new RegExp(`^/${name}`, "u"));
    for (const name of ["query", "path", "whole"])
      await expect.poll(() => direct(name), { timeout: 30_000, interval: 100 }).toBeGreaterThan(0);
    await expect.poll(() => hub.forms.length, { timeout: 20_000, interval: 100 }).toBe(3);
    const ended = await running.stop("SIGTERM");
    expect(count(server, /^\/(?!new)/u)).toBe(18);
    expect(
      new Set(server.requests.map((request) => request.path).filter((asked) => asked.startsWith("/new"))),
    ).toEqual(
      new Set([
        `/new/query?key=${encodeURIComponent(KEYS.IN_QUERY)}`,
        `/new/path/${KEYS.IN_PATH}/feed`,
        `/new/whole?key=${KEYS.WHOLE}`,
      ]),
    );
    expect(hub.forms.map((form) => form.get("hub.topic"))).toContain(
      `${server.origin}/new/path/${KEYS.IN_PATH}/feed`,
    );
    said.push(ended.out, ended.err, await storeOf(place));
    const polled = await place.run(["poll", "--all", "--json"]);
    expect({ code: polled.code, err: polled.err }).toEqual({ code: 0, err: "" });
    said.push(polled.out);
    await run("feeds", "list");
    await run("feeds", "list", "--json");
    await run("feeds", "remove", "query", "path", "whole");
    expect(said.join("\n")).toContain("/query?key=${IN_QUERY}");
    for (const form of FORMS) expect(said.join("\n")).not.toContain(form);
  });
});
