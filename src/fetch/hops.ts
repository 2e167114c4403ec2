import { type Failure, failure } from "./failure.ts";

/** One request of a fetch: the address, free of credentials, and the credentials that its origin may see. */
export interface Hop {
  readonly url: URL;
  readonly authorization?: string;
}

export type HopReading = { readonly kind: "hop"; readonly hop: Hop } | Failure;

/** The first hop of a fetch. `user:password@` in the address becomes Basic credentials (RFC 7617). */
export function firstHop(address: string): HopReading {
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
  if (username === "" && password === "") return { kind: "hop", hop: { url: bare } };
  const pair = `${percentDecoded(username)}:${percentDecoded(password)}`;
  const authorization = `Basic ${Buffer.from(pair, "utf8").toString("base64")}`;
  return { kind: "hop", hop: { url: bare, authorization } };
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
  if (hop.authorization === undefined) return { kind: "hop", hop: { url: target } };
  if (hop.url.protocol === "https:" && target.protocol === "http:") {
    return failure("redirect", `${host} redirects from https to http, and this feed has credentials`);
  }
  if (target.origin !== hop.url.origin) return { kind: "hop", hop: { url: target } };
  return { kind: "hop", hop: { url: target, authorization: hop.authorization } };
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
