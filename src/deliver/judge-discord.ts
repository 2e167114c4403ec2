import type { Delivery } from "../model/delivery.ts";
import { type Instant, MINUTE, SECOND } from "../model/time.ts";

/** What one request to Discord came to. `text` is the receiver's own, without secrets. */
export type Observation =
  | { readonly kind: "answered"; readonly status: number; readonly body: unknown }
  | { readonly kind: "refused"; readonly status: number; readonly code?: number; readonly text: string }
  | { readonly kind: "server-error"; readonly status: number }
  | { readonly kind: "rate-limited"; readonly waitMs: number }
  /** The address guard refused the address: only another configuration helps. */
  | { readonly kind: "not-allowed"; readonly text: string }
  /** No byte of the request arrived: refused, unknown host, TLS. */
  | { readonly kind: "unreachable"; readonly cause: string }
  /** The request may have arrived, no answer came. */
  | { readonly kind: "no-answer"; readonly cause: string }
  /** We ended it before anything was sent. */
  | { readonly kind: "stopped" };

/** Invalid form, empty message, too large: a plainer post may pass. */
const FORM_CODES: ReadonlySet<number> = new Set([50035, 50006, 40005]);
/** Slow mode and its kin, reported otherwise than as a 429. */
const SLOW_CODES: ReadonlySet<number> = new Set([20016, 20028, 40062]);
/** Auto-moderation and link filters refuse this text, not us. */
const TEXT_CODES: ReadonlySet<number> = new Set([200_000, 200_001, 240_000]);
/** Forum rules, wrong kind of channel, archived or locked thread, although the status is 400. */
const CHANNEL_CODES: ReadonlySet<number> = new Set([
  40067, 50007, 50008, 50024, 50083, 160_005, 220_001, 220_002, 220_003, 220_004,
]);
const SLOW_PAUSE = 30 * SECOND;
const FOREIGN_PAUSE = 15 * MINUTE;

/**
 * How an attempt to post ended, from what was observed. Discord's numeric codes say more than the status, so they are
 * asked first: https://discord.com/developers/docs/topics/opcodes-and-status-codes
 */
export function judgeDiscord(seen: Observation, now: Instant): Delivery {
  switch (seen.kind) {
    case "answered":
      return judgeAnswer(seen.status, seen.body, now);
    case "refused":
      return judgeRefusal(seen, now);
    case "server-error":
      return uncertain(`Discord answered HTTP ${seen.status}`);
    case "rate-limited":
      return later("rate limited by Discord", now + seen.waitMs, true);
    case "not-allowed":
      return { kind: "rejected", reason: seen.text, scope: "destination" };
    case "unreachable":
      return {
        kind: "retry",
        reason: `Discord could not be reached: ${seen.cause}`,
        scope: "destination",
      };
    case "no-answer":
      return uncertain(`no answer from Discord: ${seen.cause}`);
    case "stopped":
      return { kind: "retry", reason: "stopped before the post was sent", scope: "message" };
  }
}

/** Whether Discord refused the form of the message, so that a plainer one is worth an attempt. */
export function isFormRefusal(seen: Observation): boolean {
  if (seen.kind !== "refused") return false;
  return seen.code === undefined ? seen.status === 413 : FORM_CODES.has(seen.code);
}

function judgeAnswer(status: number, body: unknown, now: Instant): Delivery {
  if (status >= 300) return later(`HTTP ${status}: the address redirects elsewhere`, now + FOREIGN_PAUSE);
  const id = idOf(body);
  if (id === undefined) return uncertain(`HTTP ${status} without a message: not Discord's answer`);
  return { kind: "sent", messageId: id };
}

function idOf(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null || !("id" in body)) return undefined;
  return typeof body.id === "string" && body.id !== "" ? body.id : undefined;
}

function judgeRefusal(seen: Extract<Observation, { kind: "refused" }>, now: Instant): Delivery {
  const { status, code } = seen;
  const reason = `HTTP ${status}${code === undefined ? "" : `, code ${code}`}: ${seen.text}`;
  if (code === undefined && (status === 400 || status === 403)) {
    // Discord always sends a code: this is Cloudflare or a proxy speaking.
    return later(`HTTP ${status} from something before Discord`, now + FOREIGN_PAUSE);
  }
  if (code !== undefined && SLOW_CODES.has(code)) return later(reason, now + SLOW_PAUSE, true);
  return { kind: "rejected", reason, scope: isAboutMessage(status, code) ? "message" : "destination" };
}

function isAboutMessage(status: number, code = 0): boolean {
  if (CHANNEL_CODES.has(code)) return false;
  return status === 400 || status === 413 || TEXT_CODES.has(code) || FORM_CODES.has(code);
}

function later(reason: string, notBefore: Instant, rateLimited = false): Delivery {
  const retry: Delivery = { kind: "retry", reason, scope: "destination", notBefore };
  return rateLimited ? { ...retry, rateLimited } : retry;
}

function uncertain(reason: string): Delivery {
  return { kind: "uncertain", reason };
}
