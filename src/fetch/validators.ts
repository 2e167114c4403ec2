import type { Instant } from "../model/time.ts";
import { parseHttpDate } from "./http-date.ts";
import { headerText, type ResponseHeaders } from "./response-headers.ts";

/** What makes the next request conditional (RFC 9110 §8.8). */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

/**
 * The validators of an answer that are fit to be sent back. Left out, at the price of a full answer next time: what
 * the client would refuse to send, a Last-Modified in the future (it would answer 304 until that day), and all of
 * them when the publisher says that the answer is stale already (`Expires: 0`).
 */
export function validatorsOf(headers: ResponseHeaders, now: Instant): Validators {
  if (headerText(headers, "expires") === "0") return {};
  const etag = headerText(headers, "etag");
  const lastModified = headerText(headers, "last-modified");
  return {
    ...(isSendable(etag) ? { etag } : {}),
    ...(isSendable(lastModified) && !isFuture(lastModified, now) ? { lastModified } : {}),
  };
}

/** The request headers for stored validators; empty when there are none, and then a 304 would be a lie. */
export function conditionalHeaders({ etag, lastModified }: Validators): Readonly<Record<string, string>> {
  return {
    ...(isSendable(etag) ? { "if-none-match": etag } : {}),
    ...(isSendable(lastModified) ? { "if-modified-since": lastModified } : {}),
  };
}

// One header value that the client rejects would fail every later poll of the feed.
const SENDABLE = /^[\x20-\x7e]{1,1024}$/u;

function isSendable(value: string | undefined): value is string {
  return value !== undefined && SENDABLE.test(value);
}

function isFuture(date: string, now: Instant): boolean {
  const at = parseHttpDate(date, now);
  return at !== undefined && at > now;
}
