import type { AddressSecret } from "./address-secrets.ts";
import type { Repairs } from "./repairs.ts";
import type { RequestOptions } from "./request-options.ts";
import type { Instant } from "./time.ts";

/** What the operator asks of one source. `id` survives a change of address, so the store keys on it. */
export interface Feed {
  readonly id: string;
  readonly url: string;
  /** What of the address came from variables. */
  readonly secrets?: readonly AddressSecret[];
  readonly name: string;
  /** BCP 47 primary tag, e.g. `fr`: what the operator says the feed is written in. */
  readonly language?: string;
  /** The interval the operator insists on; without it the configured default applies. */
  readonly everyMs?: number;
  readonly tags: readonly string[];
  readonly firstPoll: FirstPoll;
  /** Set when it is asked for in its own way. */
  readonly request?: RequestOptions;
  /** Set when the address is a web page without a feed. */
  readonly page?: PageSelectors;
}

/** CSS selectors by which a web page is read: `items` selects the entries, the others select inside each of them. */
export interface PageSelectors {
  readonly items: string;
  /** Absent: the link's text. */
  readonly title?: string;
  /** An element with an address, or that holds a link. Absent: the first link of the entry. */
  readonly link?: string;
  readonly date?: string;
  readonly summary?: string;
}

/** What the first reading of a feed does with the items it finds: nothing, alert on all, or on the newest few. */
export type FirstPoll =
  | { readonly kind: "silent" }
  | { readonly kind: "alert" }
  | { readonly kind: "newest"; readonly count: number };

/** Which key names an item of this feed. Fixed at the first whole reading, so that one odd item cannot re-key the rest. */
export type IdentityRule = "guid" | "link" | "title-day";

/** What vigie remembers of a feed between two polls. */
export interface FeedState {
  readonly feedId: string;
  /** The source that all of this belongs to: the address without a password in it, and the selectors of a page. */
  readonly url: string;
  readonly title?: string;
  readonly etag?: string;
  readonly lastModified?: string;
  /** The address that answered with them, after redirects. Absent, they are not sent. */
  readonly copyUrl?: string;
  /** SHA-256 (hex) of the last decoded body: the same bytes are not read twice. */
  readonly bodySha256?: string;
  readonly identityRule?: IdentityRule;
  /** When the silent first reading was committed; absent until then. */
  readonly baselineAt?: Instant;
  readonly nextPollAt: Instant;
  readonly lastPollAt?: Instant;
  readonly lastSuccessAt?: Instant;
  /** When a whole body last came, changed or not: caches that lie about changes are asked past about once a day. */
  readonly lastBodyAt?: Instant;
  /** Newest item ever seen in the feed, by first sight. */
  readonly lastNewItemAt?: Instant;
  /** The longest time that passed without a new item, by first sight or by the dates of a window. */
  readonly longestQuietMs?: number;
  /** In what time the feed brings about one item, or half of its window turns over, whichever is shorter. */
  readonly rhythmMs?: number;
  /** What the last document read needed help with. */
  readonly repairs?: Repairs;
  /** When the publisher of the last document read wishes to be asked. */
  readonly hints?: FeedHints;
  /**
   * Names of the newest items of the last window: when none of them is in the next, items may have been missed. Before
   * format 3 of the store, a list of their ids.
   */
  readonly newest?: string | readonly string[];
  /** The last such gap, how many there were, and when operators were last told of one. */
  readonly gap?: { readonly at: Instant; readonly count: number; readonly toldAt?: Instant };
  /** From when on it is known how often items come: by the dates of a window, or by the first reading. */
  readonly knownSince?: Instant;
  /** Operators were told that nothing new has come since then, for longer than usual. */
  readonly silence?: { readonly since: Instant; readonly toldAt: Instant };
  /** Set while it lists nothing, though it did before. */
  readonly emptiness?: { readonly since: Instant; readonly toldAt?: Instant };
  /** The longest time that it listed nothing, and then something again. */
  readonly longestEmptyMs?: number;
  /** Where the publisher says for good that the feed is. */
  readonly move?: FeedMove;
  /** Where changes are announced. */
  readonly push?: PushLink;
  /** The host asked for a pause: nothing of it is asked for before. */
  readonly pause?: { readonly host: string; readonly until: Instant };
  /** Failures in a row; 0 after a success. */
  readonly failures: number;
  readonly problem?: FeedProblem;
  /** The last failure; kept when the feed is well again. */
  readonly lastProblem?: Pick<FeedProblem, "kind" | "detail"> & { readonly at: Instant };
  /** Set when the publisher said 410 Gone: no more polls until the address changes. */
  readonly goneAt?: Instant;
}

/** What says when to poll a feed. */
export type FeedTimes = Pick<FeedState, "url" | "nextPollAt" | "lastPollAt" | "goneAt">;

/** Why a poll failed, in a word for machines and a sentence for people. */
export interface FeedProblem {
  readonly kind: FeedErrorKind;
  readonly detail: string;
  /** When this unbroken run of failures began. */
  readonly since: Instant;
  /** When the operator was told of it. */
  readonly toldAt?: Instant;
}

/** A permanent redirect, met `polls` times in a row; followed without asking the old address once it is adopted. */
export interface FeedMove {
  readonly to: string;
  readonly polls: number;
  readonly adoptedAt?: Instant;
}

/** A WebSub hub, and the topic under which it knows the feed. */
export interface PushLink {
  readonly hub: string;
  readonly topic: string;
  /** The feed was read at an address that is not public but allowed: its hub may be at such a one too. */
  readonly isInside?: true;
}

/** When a publisher wishes to be asked. */
export interface FeedHints {
  /** The larger of `ttl` and `sy:updatePeriod` / `sy:updateFrequency`. */
  readonly everyMs?: number;
  /** Hours of the day in UTC, 0 to 23, in which nothing changes. */
  readonly skipHours?: readonly number[];
  /** Days of the week in UTC, 0 (Sunday) to 6. */
  readonly skipDays?: readonly number[];
}

export type FeedErrorKind =
  | "timeout"
  | "too-large"
  | "blocked-address"
  | "scheme"
  | "redirect"
  | "tls"
  | "dns"
  | "connect"
  | "parse"
  | "html"
  | "encoding"
  | "rate-limited"
  | "gone"
  | `http-${number}`;

export type FeedFormat = "rss" | "atom" | "rdf" | "json" | "cdf" | "sitemap" | "page";

/** One document, read: what the publisher says, cleaned, before vigie decides what is new. */
export interface ParsedFeed {
  readonly format: FeedFormat;
  readonly title?: string;
  readonly link?: string;
  readonly language?: string;
  readonly description?: string;
  readonly hints?: FeedHints;
  /** The document's own `rel=hub` and `rel=self`. */
  readonly push?: PushLink;
  readonly entries: readonly Entry[];
  /** What it needed help with; absent when it was sound. */
  readonly repairs?: Repairs;
  /** Set when the document was cut or a cap was hit: the entries are good, the list may not be whole. */
  readonly partial?: string;
  /** Set when the document ends behind an item but without its own end: more may have been meant to follow. */
  readonly unclosed?: true;
}

/** One entry as the publisher wrote it: plain text in reading order, absolute links, absent when absent. */
export interface Entry {
  readonly guid?: string;
  readonly title?: string;
  readonly link?: string;
  readonly published?: Instant;
  readonly updated?: Instant;
  readonly author?: string;
  readonly summary?: string;
  readonly content?: string;
  readonly language?: string;
  readonly categories: readonly string[];
  readonly enclosures: readonly { readonly url: string }[];
  /** The document ended inside this entry: it is neither alerted on nor remembered. */
  readonly incomplete?: true;
}
