import type { FeedErrorKind } from "../../model/feed.ts";
import type { Remedy } from "./notice-words.ts";

const REMEDIES: Readonly<Partial<Record<FeedErrorKind, Remedy>>> = {
  "http-401": "access",
  "http-403": "access",
  "http-404": "address",
  gone: "address",
  dns: "address",
  html: "address",
  redirect: "address",
  scheme: "address",
  "blocked-address": "limit",
  "too-large": "limit",
  tls: "certificate",
};

/** What an operator can do about a feed that fails like this. */
export function noticeRemedy(kind: FeedErrorKind): Remedy {
  return REMEDIES[kind] ?? "wait";
}
