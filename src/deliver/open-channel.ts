import type { Destination, MailConfig } from "../model/config.ts";
import type { Channel } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import type { HttpClient } from "../ports/http-client.ts";

/** What channels need besides their own settings. */
export interface ChannelOptions {
  readonly clock: Clock;
  /** The way to Discord. */
  readonly http: HttpClient;
  /** Set whenever a mail destination is on: the configuration is checked for it. */
  readonly mail?: MailConfig;
}

/** Loaded when they are wanted: discord.js alone takes a second and 47 MB. */
const CHANNELS = {
  "discord-webhook": async () => await import("./discord-webhook.ts"),
  "discord-bot": async () => await import("./discord-bot.ts"),
  email: async () => await import("./email.ts"),
};

/**
 * Loads what the channels of these destinations are made of. Node remembers for ever that it could not read a file: a
 * channel that is loaded for its first message, in a moment without a free file descriptor, fails until the restart.
 *
 * Rejects when a file cannot be read, and then whenever it is asked for the same again.
 */
export async function loadChannels(destinations: readonly Destination[]): Promise<void> {
  await Promise.all(destinations.map(async ({ kind }) => await CHANNELS[kind]()));
}

/** The channel of a destination: one `case` for each kind. Rejects only on a bug, or when it cannot be loaded. */
export async function openChannel(destination: Destination, options: ChannelOptions): Promise<Channel> {
  switch (destination.kind) {
    case "discord-webhook": {
      const { openDiscordWebhook } = await CHANNELS[destination.kind]();
      return openDiscordWebhook(destination, options);
    }
    case "discord-bot": {
      const { openDiscordBot } = await CHANNELS[destination.kind]();
      return openDiscordBot(destination, options);
    }
    case "email": {
      if (options.mail === undefined)
        throw new Error(`destination ${destination.id}: mail is not configured`);
      const { openEmail } = await CHANNELS[destination.kind]();
      return openEmail(destination, options.mail, options);
    }
  }
}
