import { Secret } from "./secret.ts";

/** A Discord webhook's address in its parts, or what is wrong with it in words that do not repeat it. */
export type WebhookUrl =
  | {
      readonly kind: "webhook";
      /** Origin and path of the REST API, without version: `https://discord.com/api`. */
      readonly api: string;
      readonly id: string;
      readonly token: Secret;
      /** The thread or forum post to write into, from `?thread_id=`. */
      readonly thread?: string;
      /** Whether the token travels encrypted. */
      readonly encrypted: boolean;
    }
  | { readonly kind: "invalid"; readonly reason: string };

const PATH = /^(.*\/api)(?:\/v\d{1,2})?\/webhooks\/(\d{1,20})\/([\w-]{1,200})\/?$/;

/**
 * Reads the address that Discord's «Copy Webhook URL» gives. discord.com, its ptb. and canary. hosts, the old
 * discordapp.com and any other origin are taken as they stand, so that a proxy or a stand-in works.
 */
export function parseWebhookUrl(text: string): WebhookUrl {
  if (!URL.canParse(text.trim())) return invalid("is not a URL");
  const url = new URL(text.trim());
  const [, path, id, token] = PATH.exec(url.pathname) ?? [];
  const problem = problemOf(url);
  if (problem !== undefined) return invalid(problem);
  if (path === undefined || id === undefined || token === undefined) return invalid(pathProblem(url));
  const thread = url.searchParams.get("thread_id");
  return {
    kind: "webhook",
    api: url.origin + path,
    id,
    token: new Secret(token),
    ...(thread === null ? {} : { thread }),
    encrypted: url.protocol === "https:",
  };
}

function problemOf(url: URL): string | undefined {
  if (url.protocol !== "https:" && url.protocol !== "http:") return "must begin with https://";
  if (url.username !== "" || url.password !== "") return "must not hold a user name or password";
  if (!/^\d{1,20}$/.test(url.searchParams.get("thread_id") ?? "0"))
    return "has a thread_id that is not a number";
  return undefined;
}

function pathProblem(url: URL): string {
  if (/\/(slack|github)\/?$/.test(url.pathname))
    return "must end with the token: leave out /slack or /github";
  return "is not a Discord webhook: expected …/api/webhooks/ID/TOKEN";
}

function invalid(reason: string): WebhookUrl {
  return { kind: "invalid", reason };
}
