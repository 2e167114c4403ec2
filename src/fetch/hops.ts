import type { RequestOptions } from "../model/request-options.ts";
import { type Failure, failure } from "./failure.ts";

/** One request of a fetch: the address, free of credentials, and the headers that its origin alone may see. */
export interface Hop {
  readonly url: URL;
  /** By name in lower case: credentials, cookie, and what the operator adds. */
  readonly own: Readonly<Record<string, string>>;
}

export type HopReading = { readonly kind: "hop"; readonly hop: Hop } | Failure;

/**
 * The first hop of a fetch. `user:password@` in the address becomes Basic credentials (RFC 7617), and so do the
 * operator's `auth`.
 */
export function firstHop(address: string, options?: RequestOptions): HopReading {
  const url = parsed(address);
  if (url === undefined) return failure("scheme", "the address of the feed is not a URL");
  if (!isWeb(url)) {
    return failure(
      "scheme",
      `only http and https addresses are fetched, and this one begins with ${schemeOf(url)}`,
    );
  }
  const { username, password } = url;
  const bare = withoutCredentials(url);
  const inAddress =
    username === "" && password === ""
      ? undefined
      : basic(percentDecoded(username), percentDecoded(password));
  return { kind: "hop", hop: { url: bare, own: ownHeaders(inAddress, options) } };
}

function ownHeaders(inAddress: string | undefined, options: RequestOptions | undefined): Hop["own"] {
  const { headers = [], auth, cookie } = options ?? {};
  const authorization = auth === undefined ? inAddress : basic(auth.user, auth.password.reveal());
  return {
    ...Object.fromEntries(headers.map(({ name, value }) => [name, value.reveal()])),
    ...(cookie === undefined ? {} : { cookie: cookie.reveal() }),
    ...(authorization === undefined ? {} : { authorization }),
  };
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`, "utf8").toString("base64")}`;
}

/**
 * Where a redirect leads. Credentials stay with the origin that they were given for (scheme and port included), are
 * not taken from a Location, and once dropped do not come back. The URL judged here is the object that is connected to.
 */
export function nextHop(hop: Hop, location: string | readonly string[] | undefined): HopReading {
  const { host } = hop.url;
  const url = typeof location === "string" ? parsed(utf8(location), hop.url) : undefined;
  if (url === undefined) return failure("redirect", `${host} redirects without one readable target`);
  if (!isWeb(url)) {
    return failure(
      "scheme",
      `${host} redirects to an address that begins with ${schemeOf(url)}; only http and https are fetched`,
    );
  }
  const target = withoutCredentials(url);
  if (Object.keys(hop.own).length === 0) return { kind: "hop", hop: { url: target, own: {} } };
  if (hop.url.protocol === "https:" && target.protocol === "http:") {
    return failure("redirect", `${host} redirects from https to http, and this feed has credentials`);
  }
  return { kind: "hop", hop: { url: target, own: target.origin === hop.url.origin ? hop.own : {} } };
}

function parsed(text: string, base?: URL): URL | undefined {
  return URL.canParse(text, base?.href) ? new URL(text, base) : undefined;
}

function isWeb(url: URL): boolean {
  return url.protocol === "http:" || url.protocol === "https:";
}

/** At most 20 characters of it: a publisher may write a scheme of any length. */
function schemeOf(url: URL): string {
  return url.protocol.slice(0, 20);
}

function withoutCredentials(url: URL): URL {
  url.username = "";
  url.password = "";
  url.hash = "";
  return url;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone `%` is a character of the password that somebody did not escape.
    return text;
  }
}

/** Header bytes arrive one per character; publishers mean UTF-8 when they write beyond ASCII. */
function utf8(header: string): string {
  return Buffer.from(header, "latin1").toString("utf8");
}
