import { errorCode } from "./error-code.ts";
import { failure, FetchFault } from "./failure.ts";

/** What the codes of OpenSSL and Node say of a certificate, for those that an operator meets. */
const REASONS: readonly { readonly codes: RegExp; readonly reason: string }[] = [
  {
    codes:
      /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE)$/u,
    reason: "no authority that is trusted here vouches for its certificate",
  },
  { codes: /^CERT_HAS_EXPIRED$/u, reason: "its certificate has expired" },
  { codes: /^CERT_NOT_YET_VALID$/u, reason: "its certificate is not valid yet" },
  { codes: /^ERR_TLS_CERT_ALTNAME_INVALID$/u, reason: "its certificate is for another name" },
];

/** What it means that TLS with a host did not come about: why, as far as the code of the error tells. */
export function tlsFault(hostname: string, cause: Error): FetchFault {
  const code = errorCode(cause) ?? cause.name;
  const known = REASONS.find(({ codes }) => codes.test(code));
  const why = known === undefined ? "" : `: ${known.reason}`;
  const detail = `no trustworthy TLS connection to ${hostname} (${code})${why}`;
  return new FetchFault(failure("tls", detail), { cause });
}
