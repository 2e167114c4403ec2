import { errors } from "undici";
import { errorCode } from "./error-code.ts";
import { type Failure, failure, FetchFault } from "./failure.ts";

/**
 * What an error thrown by the HTTP client, a socket or a decoder means for the feed. Undefined for anything else,
 * which is a bug and should stay visible as one. The detail names the host and a code, never an address or a
 * message, which could repeat credentials.
 */
export function classifyError(error: unknown, host: string): Failure | undefined {
  if (error instanceof FetchFault) return error.failure;
  const code = errorCode(error) ?? (error instanceof errors.HTTPParserError ? "HPE" : undefined);
  if (code === undefined) return undefined;
  switch (code) {
    case "UND_ERR_HEADERS_OVERFLOW":
      return failure("too-large", `${host} sent more than 16 KiB of headers`);
    case "UND_ERR_CONNECT_TIMEOUT":
    case "ETIMEDOUT":
      return failure("connect", `${host} could not be reached in time (${code})`);
    default:
      break;
  }
  if (DECODER_CODE.test(code)) {
    return failure(
      "encoding",
      `the body from ${host} is not what its Content-Encoding says, or is cut (${code})`,
    );
  }
  return CONNECTION_CODE.test(code)
    ? failure("connect", `the connection to ${host} failed before the answer was complete (${code})`)
    : undefined;
}

// Zlib's own codes, and those that Node derives from Brotli's (`ERR__ERROR_FORMAT_PADDING_1`, `ERR_BROTLI_…`).
const DECODER_CODE = /^(?:Z_|ERR__|ERR_BROTLI_)/u;

// System calls (`ECONNRESET`), the client (`UND_ERR_SOCKET`), its parser (`HPE_INVALID_CONSTANT`), torn streams.
const CONNECTION_CODE = /^(?:E[A-Z]|UND_ERR|HPE|ERR_STREAM_PREMATURE_CLOSE)/u;
