import { parseWebhookUrl } from "../model/discord-webhook-url.ts";
import type { Language } from "../model/profile.ts";
import type { Secret } from "../model/secret.ts";
import type { Channel } from "../ports/channel.ts";
import { openDiscordRest } from "./discord-rest.ts";
import { type DiscordOptions, postDiscord } from "./post-discord.ts";

/** A destination of kind `discord-webhook`. */
export interface DiscordWebhookDestination {
  readonly id: string;
  readonly url: Secret;
  readonly language: Language;
}

/**
 * Posts through a Discord webhook (Execute Webhook with `wait=true`, without which no id and no error comes back). A
 * webhook knows no nonce: a post whose answer is lost may be repeated, and its short id shows it.
 *
 * @throws when the URL is none that `parseWebhookUrl` accepts: the configuration is checked before.
 */
export function openDiscordWebhook(destination: DiscordWebhookDestination, options: DiscordOptions): Channel {
  const webhook = parseWebhookUrl(destination.url.reveal());
  if (webhook.kind === "invalid") throw new Error(`destination ${destination.id}: its URL ${webhook.reason}`);
  const { api, id, token, thread } = webhook;
  const rest = openDiscordRest({
    http: options.http,
    api,
    secrets: [destination.url, token],
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  });
  const query = { wait: "true", ...(thread === undefined ? {} : { thread_id: thread }) };
  const setting = { language: destination.language, clock: options.clock };
  return {
    name: destination.id,
    send: (message, signal) =>
      postDiscord(
        (body) =>
          rest.call({ method: "POST", route: `/webhooks/${id}/${token.reveal()}`, query, body }, signal),
        message,
        setting,
      ),
    close: () => rest.close(),
  };
}
