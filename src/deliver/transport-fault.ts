/** Faults before the first byte of a request: name lookup, connection, TLS handshake. */
const BEFORE_BYTES: ReadonlySet<string> = new Set([
  "EACCES",
  "EADDRNOTAVAIL",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "EMFILE",
  "ENETDOWN",
  "ENETUNREACH",
  "ENFILE",
  "ENOTFOUND",
  "EPROTO",
  "UND_ERR_CONNECT_TIMEOUT",
]);
/** OpenSSL's and Node's names for a certificate or a handshake that failed. */
const TLS = /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** What broke a request, in a word, and whether the receiver may have seen it all the same. */
export interface TransportFault {
  readonly cause: string;
  readonly mayHaveArrived: boolean;
}

/** Reads an error of undici or node:net. Only its code or name is kept: messages may quote what was sent. */
export function transportFault(error: unknown): TransportFault {
  if (!(error instanceof Error)) return { cause: "unknown", mayHaveArrived: true };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return { cause: code ?? error.name, mayHaveArrived: !isEarly(error, code) };
}

function isEarly(error: Error, code = ""): boolean {
  if (BEFORE_BYTES.has(code) || TLS.test(code)) return true;
  if ("syscall" in error && (error.syscall === "connect" || error.syscall === "getaddrinfo")) return true;
  // Node reports a handshake that the other side closed as a reset, and only the sentence tells.
  return error.message.includes("before secure TLS connection was established");
}
