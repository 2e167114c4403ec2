import type { FeedErrorKind, PushLink } from "../model/feed.ts";
import type { HostPauses } from "../model/host-pauses.ts";
import type { RequestOptions } from "../model/request-options.ts";
import type { Instant } from "../model/time.ts";

/** Gets one document. Every ending is a value; only a bug throws. */
export interface Fetcher {
  fetch(request: FetchRequest, signal: AbortSignal): Promise<FetchOutcome>;
}

export interface FetchRequest {
  readonly url: string;
  /** Sent as If-None-Match and If-Modified-Since, at `copyUrl` alone. */
  readonly etag?: string;
  readonly lastModified?: string;
  /** The address that answered with them: another one's copy may bear the same names. */
  readonly copyUrl?: string;
  /** Past every cache on the way. */
  readonly fresh?: true;
  /** Named by a document of a public address: it must be at one too, whatever the operator allows. */
  readonly fromOutside?: true;
  readonly options?: RequestOptions;
  /** Hosts that asked to be left alone, looked at before each request; one that asks for it now is added at once. */
  readonly pauses?: HostPauses;
}

/** What the headers of an answer say besides the document, on a 304 as well. */
export interface AnswerHints {
  /** For how long the answer stays fresh, by Cache-Control or Expires (RFC 9111 §4.2.1). */
  readonly freshForMs?: number;
  /** The address that answered, when every redirect on the way there was permanent or only led to https. */
  readonly movedTo?: string;
  /** By Link headers, which count before the document's own. */
  readonly push?: PushLink;
  /** The address that answered is not public: the operator allows it. */
  readonly isInside?: true;
}

export type FetchOutcome =
  | ({
      readonly kind: "body";
      /** Decompressed, within the size cap, complete. */
      readonly bytes: Uint8Array;
      /** Of `bytes`, in hexadecimal digits. */
      readonly sha256: string;
      readonly contentType?: string;
      /** The address that answered, after redirects. */
      readonly finalUrl: string;
      /** Validators fit to be sent back: printable, short. */
      readonly etag?: string;
      readonly lastModified?: string;
    } & AnswerHints)
  | ({ readonly kind: "not-modified" } & AnswerHints)
  /** A host on the way asked to be left alone: it was not asked. */
  | { readonly kind: "paused"; readonly host: string; readonly until: Instant }
  | {
      readonly kind: "failed";
      readonly errorKind: FeedErrorKind;
      /** A sentence for people, naming the host, without credentials. */
      readonly detail: string;
      /** From Retry-After, clamped to 1 minute … 7 days. */
      readonly retryAfterMs?: number;
      /** The host name that refused, which may be another than the feed's after a redirect. */
      readonly host?: string;
      /** This machine lacked what it takes to ask: neither feed nor host is to blame, and nothing is known of either. */
      readonly ofMachine?: true;
    };
