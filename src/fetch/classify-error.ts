import { errors } from "undici";
import type { FeedErrorKind } from "../model/feed.ts";
import { errorCode, lacksDescriptor } from "./error-code.ts";
import { type Failure, failure, FetchFault, notAsked } from "./failure.ts";

interface CodeFamily {
  readonly codes: RegExp;
  readonly errorKind: FeedErrorKind;
  readonly say: (host: string) => string;
}

/** The first family that a code belongs to decides. */
const FAMILIES: readonly CodeFamily[] = [
  {
    codes: /^UND_ERR_HEADERS_OVERFLOW$/u,
    errorKind: "too-large",
    say: (host) => `the headers from ${host} are larger than 16 KiB`,
  },
  {
    // Zlib's own codes, and those that Node derives from Brotli's (`ERR__ERROR_FORMAT_PADDING_1`, `ERR_BROTLI_…`).
    codes: /^(?:Z_|ERR__|ERR_BROTLI_)/u,
    errorKind: "encoding",
    say: (host) => `the body from ${host} is not what its Content-Encoding says, or is cut`,
  },
  {
    // With TLS 1.3 a server may refuse us after we have taken the handshake for done.
    codes: /^(?:EPROTO$|ERR_SSL_|ERR_TLS_)/u,
    errorKind: "tls",
    say: (host) => `${host} broke off the TLS connection`,
  },
  {
    // The client's parser (undici 7.30) takes a status below 100 for a bug of its own.
    codes: /^ERR_ASSERTION$/u,
    errorKind: "connect",
    say: (host) => `what ${host} answered is not HTTP`,
  },
  {
    // System calls (`ECONNRESET`), the client (`UND_ERR_SOCKET`), its parser (`HPE_INVALID_CONSTANT`), torn streams.
    // Node's other `ERR_…` codes are for wrong arguments, which are ours.
    codes: /^(?:E(?!RR_)[A-Z]|UND_ERR|HPE|ERR_STREAM_|ERR_SOCKET_|ERR_HTTP2_)/u,
    errorKind: "connect",
    say: (host) => `the connection to ${host} failed before the answer was complete`,
  },
];

/**
 * What an error thrown by the HTTP client, a socket or a decoder means for the feed. Undefined for anything else,
 * which is a bug and should stay visible as one. The detail names the host and a code, never an address or a
 * message, which could repeat credentials.
 */
export function classifyError(error: unknown, host: string): Failure | undefined {
  if (error instanceof FetchFault) return error.failure;
  if (lacksDescriptor(error)) return notAsked(host);
  const code = errorCode(error) ?? (error instanceof errors.HTTPParserError ? "HPE" : undefined);
  if (code === undefined) return undefined;
  const family = FAMILIES.find(({ codes }) => codes.test(code));
  return family === undefined ? undefined : failure(family.errorKind, `${family.say(host)} (${code})`);
}
