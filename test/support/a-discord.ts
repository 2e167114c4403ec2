import { onTestFinished } from "vitest";
import { startDiscordStandIn, type DiscordStandIn } from "../../src/demo/discord-stand-in.ts";
import { openDiscordBot } from "../../src/deliver/discord-bot.ts";
import { openDiscordWebhook } from "../../src/deliver/discord-webhook.ts";
import { createGuardedClient, type GuardedClientOptions } from "../../src/fetch/guarded-client.ts";
import { Secret } from "../../src/model/secret.ts";
import type { Channel } from "../../src/ports/channel.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { HttpClient } from "../../src/ports/http-client.ts";

/** A clock that stands still until it is set. */
export interface SettableClock extends Clock {
  time: number;
}

export const TOKEN = "s3cr3t-t0ken-of-the-test";
export const WEBHOOK = "1000000000000000001";
export const CHANNEL = "2000000000000000002";

export interface DiscordSetting {
  readonly discord: DiscordStandIn;
  readonly channel: Channel;
  readonly clock: SettableClock;
}

/** A webhook channel and the Discord it posts to; closed after the test. */
export async function aWebhookChannel(timeoutMs?: number): Promise<DiscordSetting> {
  const { discord, clock } = await aDiscord();
  const channel = openDiscordWebhook(
    { id: "researchers", url: new Secret(discord.webhookUrl(WEBHOOK, TOKEN)), language: "en" },
    { clock, http: anHttpClient(), ...(timeoutMs === undefined ? {} : { timeoutMs }) },
  );
  onTestFinished(() => channel.close());
  return { discord, channel, clock };
}

/** A bot channel and the Discord it posts to; closed after the test. */
export async function aBotChannel(): Promise<DiscordSetting> {
  const { discord, clock } = await aDiscord();
  const channel = openDiscordBot(
    { id: "researchers", token: new Secret(TOKEN), channel: CHANNEL, api: discord.api, language: "en" },
    { clock, http: anHttpClient() },
  );
  onTestFinished(() => channel.close());
  return { discord, channel, clock };
}

/** A real client that may talk to 127.0.0.1; closed after the test. */
export function anHttpClient(given: Partial<GuardedClientOptions> = {}): HttpClient {
  const client = createGuardedClient({ network: { allowAddresses: ["127.0.0.1/32"] }, ...given });
  onTestFinished(() => client.close());
  return client;
}

async function aDiscord(): Promise<Pick<DiscordSetting, "discord" | "clock">> {
  const clock: SettableClock = { time: Date.UTC(2026, 2, 2, 9, 6), now: () => clock.time };
  const discord = await startDiscordStandIn({ now: () => clock.time });
  onTestFinished(() => discord.close());
  return { discord, clock };
}
