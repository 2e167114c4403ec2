import { createHash } from "node:crypto";
import type { Dispatcher } from "undici";
import type { Instant } from "../model/time.ts";
import type { FetchOutcome } from "../ports.ts";
import { codingsOf } from "./content-codings.ts";
import { type Failure, failure } from "./failure.ts";
import { type Hop, type HopReading, nextHop } from "./hops.ts";
import { judgeStatus } from "./judge-status.ts";
import { readBody, tooLarge } from "./read-body.ts";
import { headerText } from "./response-headers.ts";
import { retryAfterMs } from "./retry-after.ts";
import { validatorsOf } from "./validators.ts";

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
export async function readAnswer(
  answer: Dispatcher.ResponseData,
  question: Question,
): Promise<FetchOutcome | HopReading> {
  const verdict = judgeStatus(answer.statusCode, question.conditional);
  if (verdict === "body") return readDocument(answer, question);
  if (verdict === "not-modified") {
    // It has no body, and read to its end it leaves the connection open for the next request.
    await answer.body.dump();
    return { kind: "not-modified" };
  }
  answer.body.destroy();
  if (verdict === "redirect") return nextHop(question.hop, answer.headers["location"]);
  const refusal = failure(verdict, `${question.hop.url.host} ${meaningOf(answer.statusCode)}`);
  return withRetryAfter(refusal, answer, question.now);
}

async function readDocument(answer: Dispatcher.ResponseData, question: Question): Promise<FetchOutcome> {
  const { headers, body } = answer;
  const { hop, maxBytes, now } = question;
  const { host } = hop.url;
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
    sha256: createHash("sha256").update(bytes).digest("hex"),
    finalUrl: hop.url.href,
    ...(contentType === undefined ? {} : { contentType }),
    ...validatorsOf(headers, now),
  };
}

function meaningOf(status: number): string {
  switch (status) {
    case 304:
      return "answered 304 Not Modified though the whole document was asked for";
    case 410:
      return "says that this address is gone for good (410)";
    case 429:
      return "says that vigie asks too often (429)";
    default:
      return `answered ${status}`;
  }
}

function withRetryAfter(
  refusal: Failure,
  { statusCode, headers }: Dispatcher.ResponseData,
  now: Instant,
): Failure {
  if (statusCode !== 429 && statusCode !== 503) return refusal;
  const wait = retryAfterMs(headerText(headers, "retry-after"), now);
  return wait === undefined ? refusal : { ...refusal, retryAfterMs: wait };
}
