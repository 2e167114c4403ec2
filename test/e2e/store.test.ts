import { readdir } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FeedServer, startFeedServer } from "../../src/demo/feed-server.ts";
import { flipByte } from "../support/a-damaged-file.ts";
import { aWorkplace, type Workplace } from "../support/a-program.ts";
import { rssOf } from "../support/an-app.ts";

describe("the store of the built program", () => {
  let feeds: FeedServer;
  let place: Workplace;

  beforeEach(async () => {
    feeds = await startFeedServer();
    place = await aWorkplace();
    await place.write(
      "config/vigie.yaml",
      `
poll: { heartbeat: "* * * * * *", every: 1s, fastest: 1s, slowest: 1s }
network:
  allowAddresses: [127.0.0.1/32]
  hosts: { 127.0.0.1: { gap: 0s } }
console: { listen: "127.0.0.1:0" }
`,
    );
    await place.write("config/feeds.yaml", `feeds: [{ url: "${feeds.url("/feed.xml")}", id: example }]`);
    await place.write(
      "config/profiles/trams.yaml",
      "id: trams\nname: Trams\nconcepts: { tram: { any: [tram] } }\n",
    );
    const body = rssOf(["A new tram line", "Old news"]);
    feeds.publish("/feed.xml", { contentType: "application/rss+xml", body });
  });

  afterEach(async () => {
    await Promise.all([feeds.close(), place.remove()]);
  });

  it("is backed up while the worker runs, restored elsewhere, and does not start when a byte is wrong", async () => {
    const [copy, elsewhere] = [path.join(place.folder, "copies/first"), path.join(place.folder, "elsewhere")];
    const worker = place.start(["start"]);
    await worker.said('"event":"feed.polled"');
    const made = await place.run(["store", "backup", "copies/first"]);
    expect([made.code, made.err]).toEqual([0, ""]);
    expect(made.out).toMatch(/^copies\/first: \d+ transactions in \d files, .*; verified\.\n$/);
    const taken = await place.command(["store", "restore", copy]);
    expect([taken.code, taken.err]).toEqual([75, expect.stringContaining(`process ${worker.pid}`)]);
    await worker.stop("SIGTERM");

    const restored = await place.command(["store", "restore", copy, "--data", elsewhere]);
    expect([restored.code, restored.err]).toEqual([0, ""]);
    const stats = await place.command(["store", "stats", "--data", elsewhere, "--json"]);
    expect(JSON.parse(stats.out)).toMatchObject({ feeds: 1, archive: { days: 1 } });
    const again = JSON.parse((await place.command(["poll", "--all", "--json", "--data", elsewhere])).out);
    expect(again.feeds).toMatchObject([{ newItems: 0 }]);
    const whole = await place.command(["store", "verify", elsewhere]);
    expect([whole.code, whole.out]).toEqual([0, expect.stringMatching(/^Whole: \d+ transactions/)]);

    const names = await readdir(elsewhere);
    const log = names.toSorted().find((name) => name.startsWith("log-")) ?? "";
    await flipByte(path.join(elsewhere, log), 10);
    const broken = await place.command(["store", "verify", elsewhere]);
    expect([broken.code, broken.out]).toEqual([
      65,
      expect.stringContaining(`elsewhere/${log}, byte 0: damaged`),
    ]);
    const refused = await place.run(["start", "--data", "elsewhere"]);
    expect([refused.code, refused.err]).toEqual([65, expect.stringContaining("vigie store restore BACKUP")]);
    expect((await place.command(["store", "restore", copy, "--data", elsewhere])).code).toBe(0);
    expect((await place.command(["poll", "--all", "--data", elsewhere])).code).toBe(0);
  });
});
