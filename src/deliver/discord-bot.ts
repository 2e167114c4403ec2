import type { Delivery, Message } from "../model/delivery.ts";
import type { Language } from "../model/profile.ts";
import type { Secret } from "../model/secret.ts";
import { type Instant, MINUTE } from "../model/time.ts";
import type { Channel } from "../ports/channel.ts";
import type { Clock } from "../ports/clock.ts";
import { type DiscordRest, openDiscordRest } from "./discord-rest.ts";
import { findEarlierPost } from "./find-earlier-post.ts";
import { judgeDiscord, type Observation } from "./judge-discord.ts";
import { type DiscordOptions, postDiscord } from "./post-discord.ts";
import type { DiscordBody } from "./render/discord-message.ts";
import { nonceOf, shortId } from "./render/short-id.ts";

/** A destination of kind `discord-bot`. */
export interface DiscordBotDestination {
  readonly id: string;
  readonly token: Secret;
  readonly channel: string;
  /** Origin and path of the REST API; absent means Discord's own. */
  readonly api?: string;
  readonly language: Language;
}

/** Discord remembers a nonce for «the past few minutes»; within this time the same nonce cannot post twice. */
const NONCE_HOLDS = MINUTE;
const UNKNOWN_MESSAGE = 10008;

/**
 * Posts as a bot (Create Message). An attempt whose answer was lost is not doubled: while Discord remembers the nonce
 * the post is repeated with it, later the channel's history is searched for the first one. That needs the permission
 * Read Message History: without it Discord shows an empty channel, and the post is repeated.
 */
export function openDiscordBot(destination: DiscordBotDestination, options: DiscordOptions): Channel {
  const { token, api } = destination;
  const rest = openDiscordRest({
    http: options.http,
    token,
    secrets: [token],
    ...(api === undefined ? {} : { api: api.replace(/\/?(v\d+\/?)?$/, "") }),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  });
  return new BotChannel(destination, rest, options.clock);
}

class BotChannel implements Channel {
  readonly name: string;
  readonly #language: Language;
  readonly #route: `/${string}`;
  readonly #rest: DiscordRest;
  readonly #clock: Clock;

  constructor(destination: DiscordBotDestination, rest: DiscordRest, clock: Clock) {
    this.name = destination.id;
    this.#language = destination.language;
    this.#route = `/channels/${encodeURIComponent(destination.channel)}/messages`;
    this.#rest = rest;
    this.#clock = clock;
  }

  async send(message: Message, signal: AbortSignal): Promise<Delivery> {
    if (!message.earlier.uncertain) return await this.#post(message, signal);
    if (!this.#nonceHolds(message))
      return (await this.#earlier(message, signal)) ?? (await this.#post(message, signal));
    const verdict = await this.#post(message, signal);
    // What is refused now may have been taken before: to give it up, or to send it in halves, would be wrong.
    if (verdict.kind !== "rejected" || verdict.scope !== "message") return verdict;
    return (await this.#earlier(message, signal)) ?? verdict;
  }

  close(): Promise<void> {
    return this.#rest.close();
  }

  #nonceHolds(message: Message): boolean {
    const first = firstAttempt(message);
    const now = this.#clock.now();
    // An attempt that lies in the future was made by a clock that was set back since.
    return first <= now && now - first <= NONCE_HOLDS;
  }

  /** Settles the message when an earlier attempt arrived, or when that cannot be found out now. */
  async #earlier(message: Message, signal: AbortSignal): Promise<Delivery | undefined> {
    const { id } = message;
    const from = Math.min(firstAttempt(message), this.#clock.now());
    const post = await findEarlierPost(
      (route, query) => this.#rest.call({ method: "GET", route, query }, signal),
      { route: this.#route, shortId: shortId(id), from },
    );
    switch (post.kind) {
      case "found":
        return { kind: "sent", messageId: post.messageId };
      case "absent":
        return undefined;
      case "unknown":
        return this.#unsettled(post.seen);
    }
  }

  /** Nothing was posted by asking: an answer that was lost is no uncertainty, and a refusal is none of the message. */
  #unsettled(seen: Observation): Delivery {
    const verdict = judgeDiscord(seen, this.#clock.now());
    const isOfDestination =
      verdict.kind === "retry" || (verdict.kind === "rejected" && verdict.scope === "destination");
    if (isOfDestination) return verdict;
    const reason = verdict.kind === "sent" ? "an answer that is not Discord's" : verdict.reason;
    return {
      kind: "retry",
      reason: `the earlier post could not be looked for: ${reason}`,
      scope: "destination",
    };
  }

  async #post(message: Message, signal: AbortSignal): Promise<Delivery> {
    const nonce = nonceOf(message.id, message.destination);
    let deleted = false;
    const post = async (form: DiscordBody): Promise<Observation> => {
      const body = { ...form, nonce, enforce_nonce: true };
      const seen = await this.#rest.call({ method: "POST", route: this.#route, body }, signal);
      deleted = seen.kind === "refused" && seen.code === UNKNOWN_MESSAGE;
      return seen;
    };
    const verdict = await postDiscord(post, message, { language: this.#language, clock: this.#clock });
    // The nonce was known and its message is gone: it arrived, and somebody deleted it.
    return deleted ? { kind: "sent" } : verdict;
  }
}

function firstAttempt({ earlier, queuedAt }: Message): Instant {
  return earlier.firstAt ?? queuedAt;
}
