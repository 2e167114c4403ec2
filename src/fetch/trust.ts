import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";

/** Trust in these authorities and no other; `authorities` in PEM. */
export function trustIn(authorities: string): SecureContext {
  return createSecureContext({ ca: authorities });
}

/**
 * Trust in these authorities beside the well-known ones, or beside `others` in their place. Reading the well-known ones
 * takes some 50 ms, so that what comes out is to be kept.
 */
export function trustAlsoIn(authorities: string, others?: string): SecureContext {
  return createSecureContext({ ca: [...(others === undefined ? rootCertificates : [others]), authorities] });
}
