import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DiscordStandIn, startDiscordStandIn } from "../../src/demo/discord-stand-in.ts";
import { type FeedServer, startFeedServer } from "../../src/demo/feed-server.ts";
import { aWorkplace, type Workplace } from "../support/a-program.ts";
import { rssOf } from "../support/an-app.ts";
import { ask } from "../support/ask.ts";

const profileOf = (word: string): string => `
id: trams
name: Trams
destinations: [researchers]
concepts:
  it: { weight: 85, any: [${word}] }
tests:
  - { text: "A new ${word} line", expect: alert }
`;

describe("the built program, while its configuration is edited", () => {
  let feeds: FeedServer;
  let discord: DiscordStandIn;
  let place: Workplace;

  beforeEach(async () => {
    [feeds, discord] = await Promise.all([startFeedServer(), startDiscordStandIn()]);
    place = await aWorkplace({
      WEBHOOK: discord.webhookUrl("7", "a-very-secret-token"),
      OTHER: discord.webhookUrl("8", "another-secret-token"),
    });
    await settings("WEBHOOK");
    await place.write(
      "config/feeds.yaml",
      `feeds: [{ url: "${feeds.url("/feed.xml")}", name: Example, id: example }]`,
    );
    await place.write("config/profiles/trams.yaml", profileOf("tram"));
  });

  afterEach(async () => {
    await Promise.all([feeds.close(), discord.close(), place.remove()]);
  });

  const settings = async (variable: string): Promise<void> =>
    await place.write(
      "config/vigie.yaml",
      `
poll: { heartbeat: "* * * * * *", every: 1s, fastest: 1s, slowest: 1s }
network:
  allowAddresses: [127.0.0.1/32]
  hosts: { 127.0.0.1: { gap: 0s } }
destinations:
  researchers: { kind: discord-webhook, url: "\${${variable}}" }
console: { listen: "127.0.0.1:0" }
`,
    );

  const publish = (...titles: readonly string[]): void =>
    feeds.publish("/feed.xml", { contentType: "application/rss+xml", body: rssOf(titles) });

  it("takes up what is sound without a restart, and goes on with the last good one otherwise", async () => {
    publish("Old news");
    const running = place.start(["start"]);
    const { url } = JSON.parse(await running.said('"event":"console.opened"'));
    await running.said('"event":"feed.polled"');

    await place.write("config/profiles/trams.yaml", profileOf("bus"));
    await running.said('"event":"config.reloaded"');
    publish("A new tram line", "A new bus line", "Old news");
    await discord.arrived(1);

    await place.write("config/feeds.yaml", "feeds:\n  - { url: nowhere\n");
    process.kill(running.pid, "SIGHUP");
    const refused = JSON.parse(await running.said('"event":"config.refused"'));
    expect(refused.problems).toContainEqual(expect.stringMatching(/^config\/feeds\.yaml:\d+:\d+ /));
    const ready = await ask(url, { path: "/readyz" });
    expect([ready.status, ready.body]).toEqual([200, expect.stringContaining("config/feeds.yaml")]);
    publish("Another bus line", "A new tram line", "A new bus line", "Old news");
    await discord.arrived(2);

    const { out, err, code } = await running.stop("SIGTERM");
    expect([code, err]).toEqual([0, ""]);
    expect(out.match(/config\.refused/gu)).toHaveLength(1);
    expect(discord.posts.map(({ body }) => JSON.stringify(body))).toEqual([
      expect.stringContaining("A new bus line"),
      expect.stringContaining("Another bus line"),
    ]);
  });

  it("keeps the secrets of an edited configuration out of its log, and those from before", async () => {
    publish("Old news");
    const running = place.start(["start"]);
    await running.said('"event":"feed.polled"');
    await settings("OTHER");
    const ids = ["a-very-secret-token", "another-secret-token"];
    const lines = ids.map((id) => `  - { url: "${feeds.url(`/feed.xml?${id.length}`)}", id: ${id} }\n`);
    await place.write("config/feeds.yaml", `feeds:\n${lines.join("")}`);
    process.kill(running.pid, "SIGHUP");
    await running.said('"event":"round.ended","feeds":2');
    const { out } = await running.stop("SIGTERM");
    expect(out).toContain('"feed":"[secret]"');
    expect(out).not.toContain("secret-token");
  });
});
