import type { Readable } from "node:stream";
import { hostOf } from "../model/host-of.ts";
import type { Instant } from "../model/time.ts";
import type { AnswerHints, FetchOutcome } from "../ports/fetcher.ts";
import { botWallOf } from "./bot-wall.ts";
import { codingsOf } from "./content-codings.ts";
import { type Failure, failure } from "./failure.ts";
import { type Hop, type HopReading, nextHop } from "./hops.ts";
import { freshForMs } from "./freshness.ts";
import { judgeStatus } from "./judge-status.ts";
import { pushLinkOf } from "./push-link.ts";
import { readBody, tooLarge } from "./read-body.ts";
import { headerText, type ResponseHeaders } from "./response-headers.ts";
import { retryAfterMs } from "./retry-after.ts";
import { sha256Of } from "./sha256-of.ts";
import { validatorsOf } from "./validators.ts";

/** A status with its headers, and a body that is still to be read. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: ResponseHeaders;
  readonly body: Readable;
}

/** What was asked, and within which bounds the answer is read. */
export interface Question {
  readonly hop: Hop;
  /** Whether validators were sent. */
  readonly conditional: boolean;
  readonly maxBytes: number;
  readonly now: Instant;
}

/**
 * Makes an outcome, or the next hop, of one answer. Reads the body only when it is the document, and never leaves it
 * open. Throws what the socket or a decoder throws.
 */
export async function readAnswer(answer: Answer, question: Question): Promise<FetchOutcome | Redirect> {
  const verdict = judgeStatus(answer.statusCode, question.conditional);
  if (verdict === "body") return readDocument(answer, question);
  if (verdict === "not-modified") {
    // It has no body, and read to its end it leaves the connection open for the next request.
    answer.body.resume();
    return { kind: "not-modified", ...hintsOf(answer, question) };
  }
  answer.body.destroy();
  if (verdict === "redirect") return redirect(answer, question.hop);
  const refusal = failure(verdict, `${question.hop.url.host} ${meaningOf(answer, question)}`);
  return { ...withRetryAfter(refusal, answer, question.now), host: hostOf(question.hop.url) };
}

/** Where a redirect leads, and whether it does for good. */
export type Redirect =
  | (Extract<HopReading, { readonly kind: "hop" }> & {
      readonly isPermanent: boolean;
      /** As of an outcome. */
      readonly isInside?: true;
    })
  | Failure;

/**
 * A redirect to the same place on https is for good whatever its status says: there is no way back to want. One from
 * https to http never is: an address that anybody on the way can rewrite is not to be kept.
 */
function redirect({ statusCode, headers }: Answer, from: Hop): Redirect {
  const reading = nextHop(from, headers["location"]);
  if (reading.kind === "failed") return reading;
  const { url } = reading.hop;
  return { ...reading, isPermanent: isForGood(statusCode, from.url, url) };
}

function isForGood(status: number, from: URL, to: URL): boolean {
  if (from.protocol === "https:" && to.protocol === "http:") return false;
  const isUpgrade = from.protocol !== to.protocol && placeOf(from) === placeOf(to);
  return isUpgrade || status === 301 || status === 308;
}

function placeOf({ hostname, pathname, search }: URL): string {
  return hostname + pathname + search;
}

function hintsOf({ headers }: Answer, { hop, now }: Question): AnswerHints {
  const freshFor = freshForMs(headers, now);
  const push = pushLinkOf(headerText(headers, "link"), hop.url.href);
  return {
    ...(freshFor === undefined ? {} : { freshForMs: freshFor }),
    ...(push === undefined ? {} : { push }),
  };
}

async function readDocument(answer: Answer, question: Question): Promise<FetchOutcome> {
  const { headers, body } = answer;
  const { hop, maxBytes, now } = question;
  const { host } = hop.url;
  const wall = botWallOf(headers, answer.statusCode);
  if (wall !== undefined) {
    body.destroy();
    return failure("html", `${host} ${behind(wall)}`);
  }
  const reading = codingsOf(headerText(headers, "content-encoding"));
  if (reading.kind === "unknown") {
    body.destroy();
    return failure("encoding", `${host} answers in a Content-Encoding that vigie does not read`);
  }
  if (reading.codings.length === 0 && Number(headerText(headers, "content-length")) > maxBytes) {
    body.destroy();
    return tooLarge(host, maxBytes);
  }
  const bytes = await readBody(body, { host, codings: reading.codings, maxBytes });
  const contentType = headerText(headers, "content-type");
  return {
    kind: "body",
    bytes,
    sha256: await sha256Of(bytes),
    finalUrl: hop.url.href,
    ...(contentType === undefined ? {} : { contentType }),
    ...validatorsOf(headers, now),
    ...hintsOf(answer, question),
  };
}

/** What a status says, after the name of the host. */
const MEANINGS: ReadonlyMap<number, string> = new Map([
  [304, "answered 304 Not Modified though the whole document was asked for"],
  [403, "refuses to give this document (403)"],
  [404, "has nothing at this address (404)"],
  [410, "says that this address is gone for good (410)"],
  [429, "says that vigie asks too often (429)"],
]);

function meaningOf({ statusCode: status, headers }: Answer, { hop }: Question): string {
  const wall = botWallOf(headers, status);
  if (wall !== undefined) return `${behind(wall)} (${status})`;
  if (status === 401) {
    return hop.own["authorization"] === undefined
      ? "wants a user name and a password (401): `auth` of the feed gives them"
      : "does not accept the user name and the password (401)";
  }
  return MEANINGS.get(status) ?? (status >= 500 ? `is ill: it answered ${status}` : `answered ${status}`);
}

function behind(wall: string): string {
  return `is behind a wall against robots (${wall}) that does not let vigie in`;
}

function withRetryAfter(refusal: Failure, { statusCode, headers }: Answer, now: Instant): Failure {
  if (statusCode !== 429 && statusCode !== 503) return refusal;
  const wait = retryAfterMs(headerText(headers, "retry-after"), now);
  return wait === undefined ? refusal : { ...refusal, retryAfterMs: wait };
}
