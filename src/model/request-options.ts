import type { Secret } from "./secret.ts";

/** How one feed is asked for, where that differs from the rest. */
export interface RequestOptions {
  /** Like credentials and cookie, sent to the feed's own origin and to no other. */
  readonly headers: readonly RequestHeader[];
  /** Basic credentials (RFC 7617). */
  readonly auth?: { readonly user: string; readonly password: Secret };
  /** The value of the Cookie header. */
  readonly cookie?: Secret;
  /** Instead of vigie's own; sent to every origin. */
  readonly userAgent?: string;
  /** `http://` or `https://`, perhaps with credentials: the operator's own, so the address guard does not judge it. */
  readonly proxy?: Secret;
  /** Certificates of authorities in PEM, trusted beside the well-known ones wherever its requests lead. */
  readonly ca?: string;
}

export interface RequestHeader {
  /** In lower case. */
  readonly name: string;
  readonly value: Secret;
}
