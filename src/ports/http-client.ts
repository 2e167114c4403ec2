import type { FeedErrorKind } from "../model/feed.ts";

/** One request and its whole answer, through the same gate as every fetch. A redirect is an answer like any other. */
export interface HttpClient {
  /** Ends when `signal` aborts. */
  request(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
}

export interface HttpRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Named by a stranger: it must be at a public address, whatever the operator allows. */
  readonly fromOutside?: true;
}

export type HttpAnswer =
  | {
      readonly kind: "answered";
      readonly status: number;
      /** By name in lower case. */
      readonly headers: Readonly<Record<string, string>>;
      readonly bytes: Uint8Array;
      /** The address that answered is not public: the operator allows it. */
      readonly isInside?: true;
    }
  | {
      readonly kind: "failed";
      readonly errorKind: FeedErrorKind;
      /** A sentence for people, naming the host, without path or credentials. */
      readonly detail: string;
      /** Whether bytes of the request may have reached the host. */
      readonly mayHaveArrived: boolean;
    };
