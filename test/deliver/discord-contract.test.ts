import { afterAll } from "vitest";
import { startDiscordStandIn, type DiscordStandIn } from "../../src/demo/discord-stand-in.ts";
import { openDiscordBot } from "../../src/deliver/discord-bot.ts";
import { openDiscordWebhook } from "../../src/deliver/discord-webhook.ts";
import { createGuardedClient } from "../../src/fetch/guarded-client.ts";
import { Secret } from "../../src/model/secret.ts";
import type { Channel } from "../../src/ports/channel.ts";
import { CHANNEL, TOKEN } from "../support/a-discord.ts";
import { aMessage } from "../support/an-alert.ts";
import { type ChannelUnderTest, describeChannel } from "./channel-contract.ts";

const http = createGuardedClient({ network: { allowAddresses: ["127.0.0.1/32"] } });
afterAll(() => http.close());
const clock = { now: () => Date.UTC(2026, 2, 2, 9, 6) };

describeChannel("a Discord webhook", () =>
  underTest((discord) =>
    openDiscordWebhook(
      { id: "researchers", url: new Secret(discord.webhookUrl()), language: "fr" },
      { clock, http },
    ),
  ),
);

describeChannel("a Discord bot", () =>
  underTest((discord) =>
    openDiscordBot(
      { id: "researchers", token: new Secret(TOKEN), channel: CHANNEL, api: discord.api, language: "fr" },
      { clock, http },
    ),
  ),
);

async function underTest(open: (discord: DiscordStandIn) => Channel): Promise<ChannelUnderTest> {
  const discord = await startDiscordStandIn();
  return {
    channel: open(discord),
    destination: "researchers",
    message: aMessage(),
    arrived: () => discord.posts.length,
    refuseNext: () => discord.next({ kind: "missing-access" }),
    hangNext: () => new Promise((reached) => discord.next({ kind: "hang", reached })),
    close: () => discord.close(),
  };
}
