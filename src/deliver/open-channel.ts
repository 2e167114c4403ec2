import type { Destination, MailConfig } from "../model/config.ts";
import type { Channel, Clock, HttpClient } from "../ports.ts";

/** What channels need besides their own settings. */
export interface ChannelOptions {
  readonly clock: Clock;
  /** The way to Discord. */
  readonly http: HttpClient;
  /** Set whenever a mail destination is on: the configuration is checked for it. */
  readonly mail?: MailConfig;
}

/** The channel of a destination: one `case` for each kind, loaded when it is wanted. Rejects only on a bug. */
export async function openChannel(destination: Destination, options: ChannelOptions): Promise<Channel> {
  switch (destination.kind) {
    case "discord-webhook": {
      const { openDiscordWebhook } = await import("./discord-webhook.ts");
      return await openDiscordWebhook(destination, options);
    }
    case "discord-bot": {
      const { openDiscordBot } = await import("./discord-bot.ts");
      return await openDiscordBot(destination, options);
    }
    case "email": {
      if (options.mail === undefined)
        throw new Error(`destination ${destination.id}: mail is not configured`);
      const { openEmail } = await import("./email.ts");
      return openEmail(destination, options.mail, options);
    }
  }
}
