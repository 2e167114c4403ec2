import type { Instant } from "../model/time.ts";
import { type DiscordAnswer, refusal } from "./discord-fault.ts";
import { type FormError, formErrors, isEmptyMessage } from "./discord-limits.ts";

type Json = Readonly<Record<string, unknown>>;

/** A message that arrived. */
export interface DiscordPost {
  readonly id: string;
  /** The channel's id, or the webhook's. */
  readonly channel: string;
  readonly author: string;
  /** What was posted, or its newest edit. */
  readonly body: Json;
  readonly headers: Readonly<Record<string, string>>;
  readonly at: Instant;
}

/** The first second of 2015, from which Discord's ids count milliseconds in their upper 42 bits. */
const DISCORD_EPOCH = 1_420_070_400_000;
const DEFAULT_PAGE = 50;

/** The messages of all channels, with the rules by which Discord takes and shows them. */
export class DiscordGuild {
  readonly #now: () => Instant;
  readonly #nonceWindowMs: number;
  readonly #onPost: (post: DiscordPost) => void;
  readonly #nonces = new Map<string, { readonly id: string; readonly at: Instant }>();
  #posts: readonly DiscordPost[] = [];
  #count = 0n;

  constructor(rules: {
    readonly now: () => Instant;
    readonly nonceWindowMs: number;
    readonly onPost: (post: DiscordPost) => void;
  }) {
    this.#now = rules.now;
    this.#nonceWindowMs = rules.nonceWindowMs;
    this.#onPost = rules.onPost;
  }

  /** Those not removed, oldest first. */
  get posts(): readonly DiscordPost[] {
    return this.#posts;
  }

  /** Takes a message; with `enforce_nonce`, one of the same author and nonce answers with the first. */
  create(post: Omit<DiscordPost, "id" | "at">): DiscordAnswer {
    const refused = formAnswer(post.body);
    if (refused !== undefined) return refused;
    const nonce = post.body["nonce"];
    const key = `${post.author}/${String(nonce)}`;
    const known = post.body["enforce_nonce"] === true ? this.#nonces.get(key) : undefined;
    if (known !== undefined && this.#now() - known.at <= this.#nonceWindowMs) return this.show(known.id);
    const at = this.#now();
    const taken = { ...post, id: this.#nextId(at), at };
    this.#posts = [...this.#posts, taken];
    if (nonce !== undefined) this.#nonces.set(key, { id: taken.id, at });
    this.#onPost(taken);
    return this.show(taken.id);
  }

  show(id: string): DiscordAnswer {
    const post = this.#posts.find((each) => each.id === id);
    return post === undefined
      ? refusal(404, 10008, "Unknown Message")
      : { status: 200, body: messageOf(post) };
  }

  edit(id: string, changes: Json): DiscordAnswer {
    const post = this.#posts.find((each) => each.id === id);
    if (post === undefined) return refusal(404, 10008, "Unknown Message");
    const body = { ...post.body, ...changes };
    const refused = formAnswer(body);
    if (refused !== undefined) return refused;
    this.#posts = this.#posts.map((each) => (each.id === id ? { ...each, body } : each));
    return this.show(id);
  }

  /** A page of a channel: the oldest `limit` messages after an id or, without one, the newest; newest first. */
  list(channel: string, query: URLSearchParams): DiscordAnswer {
    const limit = Number(query.get("limit") ?? DEFAULT_PAGE);
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) return refusal(400, 50035, "Invalid Form Body");
    const after = query.get("after");
    const posts = this.#posts.filter((post) => post.channel === channel);
    const page =
      after === null
        ? posts.slice(-limit)
        : posts.filter((post) => BigInt(post.id) > BigInt(after)).slice(0, limit);
    return { status: 200, body: page.toReversed().map(messageOf) };
  }

  remove(id: string): void {
    this.#posts = this.#posts.filter((post) => post.id !== id);
  }

  #nextId(at: Instant): string {
    this.#count += 1n;
    return ((BigInt(at - DISCORD_EPOCH) << 22n) + this.#count).toString();
  }
}

function messageOf(post: DiscordPost): Json {
  return {
    id: post.id,
    type: 0,
    channel_id: post.channel,
    author: { id: post.author, username: "vigie", bot: true },
    content: post.body["content"] ?? "",
    embeds: post.body["embeds"] ?? [],
    timestamp: new Date(post.at).toISOString(),
  };
}

function formAnswer(body: Json): DiscordAnswer | undefined {
  if (isEmptyMessage(body)) return refusal(400, 50006, "Cannot send an empty message");
  const found = formErrors(body);
  if (found.length === 0) return undefined;
  return { status: 400, body: { message: "Invalid Form Body", code: 50035, errors: nested(found) } };
}

/** Discord's form: the errors as a tree along the paths, each in a list named `_errors`. */
function nested(found: readonly FormError[]): Json {
  const own = found.filter(({ path }) => path.length === 0);
  const keys = [...new Set(found.flatMap(({ path }) => path.slice(0, 1)))];
  const below = keys.map((key) => {
    const inside = found.filter(({ path }) => path[0] === key);
    return [
      key,
      nested(inside.map(({ path, code, message }) => ({ path: path.slice(1), code, message }))),
    ] as const;
  });
  const errors = own.map(({ code, message }) => ({ code, message }));
  return { ...Object.fromEntries(below), ...(errors.length === 0 ? {} : { _errors: errors }) };
}
