import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DiscordStandIn, startDiscordStandIn } from "../../src/demo/discord-stand-in.ts";
import { type FeedServer, startFeedServer } from "../../src/demo/feed-server.ts";
import { type SmtpInbox, startSmtpInbox } from "../../src/demo/smtp-inbox.ts";
import { aWorkplace, type Workplace } from "../support/a-program.ts";
import { rssOf } from "../support/an-app.ts";

const PROFILE = `
id: trams
name: Trams
destinations: [researchers, desk]
concepts:
  tram: { weight: 85, any: [tram] }
tests:
  - { text: "A new tram", expect: alert }
`;

describe("the built program", () => {
  let feeds: FeedServer;
  let discord: DiscordStandIn;
  let inbox: SmtpInbox;
  let place: Workplace;

  beforeEach(async () => {
    [feeds, discord, inbox] = await Promise.all([startFeedServer(), startDiscordStandIn(), startSmtpInbox()]);
    place = await aWorkplace({ WEBHOOK: discord.webhookUrl("7", "a-very-secret-token"), SMTP: inbox.url });
    await place.write(
      "config/vigie.yaml",
      `
poll: { heartbeat: "* * * * * *", every: 1s, fastest: 1s, slowest: 1s }
network:
  allowAddresses: [127.0.0.1/32]
  hosts: { 127.0.0.1: { gap: 0s } }
destinations:
  researchers: { kind: discord-webhook, url: "\${WEBHOOK}" }
  desk: { kind: email, mode: alert, to: [desk@example.org] }
mail: { smtp: "\${SMTP}", from: Vigie <vigie@example.org> }
console: { listen: "127.0.0.1:0" }
`,
    );
    await place.write(
      "config/feeds.yaml",
      `feeds: [{ url: "${feeds.url("/feed.xml")}", name: Example, id: example }]`,
    );
    await place.write("config/profiles/trams.yaml", PROFILE);
  });

  afterEach(async () => {
    await Promise.all([feeds.close(), discord.close(), inbox.close(), place.remove()]);
  });

  const publish = (...titles: readonly string[]): void =>
    feeds.publish("/feed.xml", { contentType: "application/rss+xml", body: rssOf(titles) });

  it("turns a new headline into one post and one mail, and into none more after a restart", async () => {
    publish("Old news");
    const first = place.start(["start"]);
    await first.said('"event":"feed.polled"');
    publish("A new tram line", "Old news");
    const [post] = await discord.arrived(1);
    const [mail] = await inbox.arrived(1);
    expect(JSON.stringify(post?.body)).toContain("A new tram line");
    expect(post?.body).toMatchObject({ allowed_mentions: { parse: [] } });
    expect(mail?.envelope.to).toEqual(["desk@example.org"]);
    expect(mail?.parsed.subject).toContain("A new tram line");
    expect(mail?.parsed.text).toContain("tram");
    await first.said('"ending":"sent"');
    const ended = await first.stop("SIGTERM");
    expect(ended).toMatchObject({ code: 0, err: "" });
    expect(ended.out).not.toContain("a-very-secret-token");

    publish("More trams", "A new tram line", "Old news");
    const second = place.start(["start"]);
    await discord.arrived(2);
    await inbox.arrived(2);
    await second.stop("SIGINT");
    const posts = await discord.arrived(2);
    expect(posts.map(({ body }) => JSON.stringify(body).includes("More trams"))).toEqual([false, true]);
    expect(inbox.mails).toHaveLength(2);
  });

  it("asks with validators, and reads nothing when the answer is 304", async () => {
    publish("Old news");
    await place.command(["poll", "--all"]);
    const again = JSON.parse((await place.command(["poll", "--all", "--json"])).out);
    expect(again.feeds).toMatchObject([{ feed: "example", outcome: "not-modified", newItems: 0 }]);
    expect(feeds.answers).toEqual(["200 /feed.xml", "304 /feed.xml"]);
  });

  it("ends within ten seconds of SIGTERM, even while a server keeps it waiting", async () => {
    publish("Old news");
    await place.command(["poll", "--all"]);
    publish("A new tram line", "Old news");
    discord.next({ kind: "hang" });
    const running = place.start(["start"]);
    await inbox.arrived(1);
    const began = performance.now();
    const ended = await running.stop("SIGTERM");
    expect(ended.code).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
    const states = (await place.command(["outbox", "list", "--json"])).out;
    expect(states).toContain('"state":"uncertain"');
  });

  it("says until when a refusing destination is left alone, and tries again when the operator says so", async () => {
    publish("Old news");
    await place.command(["poll", "--all"]);
    publish("A new tram line", "Old news");
    discord.next({ kind: "unknown-webhook" });
    expect((await place.command(["poll", "--all"])).code).toBe(1);
    publish("More trams", "A new tram line", "Old news");
    await place.command(["poll", "--all"]);
    const { out } = await place.command(["outbox", "list"]);
    expect(out.match(/in 60 min .*HTTP 404/g)).toHaveLength(2);
    const [first = "{}"] = (await place.command(["outbox", "list", "--json"])).out.split("\n");
    const { id, lastAttemptAt } = JSON.parse(first);
    expect(lastAttemptAt).toMatch(/^\d{4}-\d\d-\d\dT/);
    const retried = await place.command(["outbox", "retry", id]);
    expect([retried.code, retried.out]).toEqual([0, expect.stringContaining("researchers is tried again")]);
    await place.command(["poll"]);
    expect(discord.posts).toHaveLength(2);
  });

  it("refuses a second worker on the same store, and names the first", async () => {
    publish("Old news");
    const first = place.start(["start"]);
    await first.said('"event":"vigie.started"');
    const second = await place.run(["poll"]);
    expect(second.code).toBe(75);
    expect(second.err).toContain(String(first.pid));
    expect((await place.command(["feeds", "list"])).code).toBe(0);
    await first.stop("SIGTERM");
  });
});
