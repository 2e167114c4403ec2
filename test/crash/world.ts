import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type DiscordStandIn, startDiscordStandIn } from "../../src/demo/discord-stand-in.ts";
import { type ReceivedMail, type SmtpInbox, startSmtpInbox } from "../../src/demo/smtp-inbox.ts";
import { shortId } from "../../src/deliver/render/short-id.ts";
import { type Gate, openGate } from "./gate.ts";
import { type NewsServer, numbersIn, startNewsServer } from "./news-server.ts";

export const DESTINATIONS = ["webhook", "once", "bot", "desk", "morning"] as const;
export type DestinationName = (typeof DESTINATIONS)[number];

/** A message that a server took for good. */
export interface Acceptance {
  readonly destination: DestinationName;
  /** Of a digest. */
  readonly reader?: string;
  /** What its receiver knows it by: the short id of a post, the Message-ID of a mail. */
  readonly name: string;
  readonly items: readonly number[];
}

/** Everything outside the program: it survives the kills, and remembers what it was given. */
export interface World {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly news: NewsServer;
  readonly hooks: Readonly<Record<"webhook" | "once" | "bot", DiscordStandIn>>;
  readonly inbox: SmtpInbox;
  /** On the way to each server. */
  readonly gates: Readonly<Record<"webhook" | "once" | "bot" | "mail", Gate>>;
  /** By how much the true time is ahead of the machine's clock. */
  aheadMs: number;
  /** Called in the very moment in which a server has taken a message, before it answers. */
  onAccepted: ((acceptance: Acceptance) => void) | undefined;
  close(): Promise<void>;
}

export const READERS = ["paris@example.org", "york@example.org", "howe@example.org"] as const;

export async function startWorld(): Promise<World> {
  const folder = await mkdtemp(path.join(tmpdir(), "vigie-crash-"));
  const clock = { aheadMs: 0 };
  const listener: { call?: World["onAccepted"] } = {};
  const now = (): number => Date.now() + clock.aheadMs;
  const discord = async (destination: DestinationName): Promise<DiscordStandIn> =>
    await startDiscordStandIn({
      now,
      onPost({ body }) {
        const text = JSON.stringify(body);
        const name = /#([a-z2-7]{8})"/.exec(text)?.[1] ?? "";
        listener.call?.({ destination, name, items: numbersIn(text) });
      },
    });
  const [webhook, once, bot] = await Promise.all([discord("webhook"), discord("once"), discord("bot")]);
  const inbox = await startSmtpInbox({ onMail: (mail) => listener.call?.(acceptanceOf(mail)) });
  const news = await startNewsServer();
  const portOf = (url: string): number => Number(new URL(url).port);
  const gates = {
    webhook: await openGate(portOf(webhook.api)),
    once: await openGate(portOf(once.api)),
    bot: await openGate(portOf(bot.api)),
    mail: await openGate(portOf(inbox.url)),
  };
  const through = (url: string, { port }: Gate): string => url.replace(/:\d+/, `:${port}`);
  const env = {
    WEBHOOK: through(webhook.webhookUrl("7", "a-token"), gates.webhook),
    ONCE: through(once.webhookUrl("8", "a-token"), gates.once),
    BOT_API: through(bot.api, gates.bot),
    SMTP: through(inbox.url, gates.mail),
  };
  await writeConfig(folder, news.url);
  return {
    folder,
    env,
    news,
    hooks: { webhook, once, bot },
    inbox,
    gates,
    get aheadMs() {
      return clock.aheadMs;
    },
    set aheadMs(ms) {
      clock.aheadMs = ms;
    },
    get onAccepted() {
      return listener.call;
    },
    set onAccepted(called) {
      if (called === undefined) delete listener.call;
      else listener.call = called;
    },
    async close() {
      await Promise.all([webhook, once, bot, inbox, news].map(async (server) => await server.close()));
      await Promise.all(Object.values(gates).map(async (gate) => await gate.shut()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function acceptanceOf({ envelope, parsed }: ReceivedMail): Acceptance {
  const taken = { name: parsed.messageId, items: numbersIn(parsed.text) };
  const [reader] = envelope.to;
  if (reader === "desk@example.org" || reader === undefined) return { destination: "desk", ...taken };
  return { destination: "morning", reader, ...taken };
}

/** The gate on the way to a destination. */
export function gateOf({ gates }: World, destination: DestinationName): Gate {
  return destination === "desk" || destination === "morning" ? gates.mail : gates[destination];
}

/** What a receiver knows a message by whose id in the outbox is `id`. */
export function nameOf(destination: DestinationName, id: string): string {
  return destination === "desk" || destination === "morning" ? `<${id}@example.org>` : shortId(id);
}

const VIGIE = `
poll: { heartbeat: "* * * * * *", every: 1s, fastest: 1s, slowest: 1s }
network:
  allowAddresses: [127.0.0.1/32]
  hosts: { 127.0.0.1: { gap: 0s, connections: 4 } }
destinations:
  webhook: { kind: discord-webhook, url: "\${WEBHOOK}" }
  once: { kind: discord-webhook, url: "\${ONCE}", delivery: at-most-once }
  bot: { kind: discord-bot, token: a-token, channel: "9", api: "\${BOT_API}" }
  desk: { kind: email, mode: alert, to: [desk@example.org] }
  morning:
    kind: email
    mode: digest
    at: "08:00"
    readers:
      - { address: ${READERS[0]}, timezone: Europe/Paris }
      - { address: ${READERS[1]}, timezone: America/New_York }
      - { address: ${READERS[2]}, timezone: Australia/Lord_Howe }
mail: { smtp: "\${SMTP}", from: Vigie <vigie@example.org> }
console: off
`;

const PROFILE = `
id: trams
name: Trams
destinations: [webhook, once, bot, desk, morning]
concepts:
  tram: { weight: 85, any: [tram] }
`;

async function writeConfig(folder: string, feed: string): Promise<void> {
  await mkdir(path.join(folder, "config/profiles"), { recursive: true });
  await writeFile(path.join(folder, "config/vigie.yaml"), VIGIE);
  await writeFile(
    path.join(folder, "config/feeds.yaml"),
    `feeds: [{ url: "${feed}", name: Example, id: example }]\n`,
  );
  await writeFile(path.join(folder, "config/profiles/trams.yaml"), PROFILE);
}
