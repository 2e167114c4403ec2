import type { Feed } from "./feed.ts";
import type { RequestOptions } from "./request-options.ts";

/** Where and how one document of a feed is asked for. */
export interface RequestAt {
  readonly url: string;
  readonly options?: RequestOptions;
}

/**
 * How a document of a feed is asked for at an address that may not be the configured one: what is the feed's own secret
 * goes to the origin that it was given for (scheme, host and port), and to no other.
 */
export function requestAt({ url, request }: Pick<Feed, "url" | "request">, address: string): RequestAt {
  const isHome = new URL(address).origin === new URL(url).origin;
  const options = isHome ? request : withoutSecrets(request);
  return {
    url: isHome ? withUserOf(url, address) : address,
    ...(options === undefined ? {} : { options }),
  };
}

/** Addresses are told and stored without the user name and the password that the configured one may carry. */
function withUserOf(configured: string, address: string): string {
  const { username, password } = new URL(configured);
  if (username === "" && password === "") return address;
  const url = new URL(address);
  url.username = username;
  url.password = password;
  return url.href;
}

/** User agent, proxy and certificate authorities are for every origin. */
function withoutSecrets(request: RequestOptions | undefined): RequestOptions | undefined {
  if (request === undefined) return undefined;
  const { auth: _auth, cookie: _cookie, ...kept } = request;
  return { ...kept, headers: [] };
}
