/** Names of the same site for small screens: `m.example.org` shows the pages of `example.org`. */
const SITE_PREFIX = /^(?:(?:www|m|mobile|amp)\.)+(?=[^.]+\.)/;

/** Pages that only forward, with the parameter that holds the real address. */
const FORWARDERS: readonly {
  readonly host: RegExp;
  readonly path: string;
  readonly param: readonly string[];
}[] = [
  { host: /^(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?$/, path: "/url", param: ["url", "q"] },
  { host: /^(?:www\.)?bing\.com$/, path: "/news/apiclick.aspx", param: ["url"] },
];

/**
 * The key of a page: equal for addresses that differ only in scheme, `www.` and its mobile kin, default port, trailing
 * slash, order of parameters, or in what tells where a click came from. Unknown parameters and fragments stay, since
 * they may choose the page. For comparing only: what is sent to readers is the publisher's own link.
 *
 * `trackingParams` holds names in any case; a trailing `*` matches any ending. Undefined when the address is not http(s).
 */
export function canonicalUrl(url: string, trackingParams: readonly string[]): string | undefined {
  const outer = parsed(url);
  if (outer === undefined) return undefined;
  const page = forwardedTo(outer) ?? outer;
  const host = `${page.hostname.replace(/\.$/, "").replace(SITE_PREFIX, "")}${page.port === "" ? "" : `:${page.port}`}`;
  const query = untracked(page.search.slice(1), trackingParams).toSorted().join("&");
  const fragment = untracked(page.hash.slice(1), trackingParams).join("&");
  return `${host}${withoutTrailingSlashes(escapesInUpperCase(page.pathname))}${query && `?${query}`}${fragment && `#${fragment}`}`;
}

function parsed(url: string): URL | undefined {
  try {
    const page = new URL(url);
    return page.protocol === "http:" || page.protocol === "https:" ? page : undefined;
  } catch {
    return undefined; // Not an address.
  }
}

/** Alert services link to themselves, with marks that change from one alert to the next. */
function forwardedTo(page: URL): URL | undefined {
  for (const { host, path, param } of FORWARDERS) {
    if (page.pathname !== path || !host.test(page.hostname)) continue;
    const target = param.map((name) => page.searchParams.get(name)).find((value) => value !== null);
    return target === undefined || target === null ? undefined : parsed(target);
  }
  return undefined;
}

/** The parts of `a=1&b=2` whose names are not tracking parameters. */
function untracked(parts: string, trackingParams: readonly string[]): readonly string[] {
  if (parts === "") return [];
  return escapesInUpperCase(parts)
    .split("&")
    .filter((part) => part !== "" && !isTracking(part.split("=", 1)[0] ?? "", trackingParams));
}

function isTracking(name: string, trackingParams: readonly string[]): boolean {
  const { names, beginnings } = compiled(trackingParams);
  const lower = name.toLowerCase();
  return names.has(lower) || beginnings.some((beginning) => lower.startsWith(beginning));
}

interface TrackingNames {
  readonly names: ReadonlySet<string>;
  readonly beginnings: readonly string[];
}

/** The list comes from the configuration and is the same array for thousands of links. */
const compiledLists = new WeakMap<readonly string[], TrackingNames>();

function compiled(trackingParams: readonly string[]): TrackingNames {
  const known = compiledLists.get(trackingParams);
  if (known !== undefined) return known;
  const lower = trackingParams.map((param) => param.toLowerCase());
  const made = {
    names: new Set(lower),
    beginnings: lower.filter((param) => param.endsWith("*")).map((param) => param.slice(0, -1)),
  };
  compiledLists.set(trackingParams, made);
  return made;
}

function escapesInUpperCase(text: string): string {
  return text.includes("%") ? text.replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase()) : text;
}

/** By hand: `/\/+$/` takes quadratic time on a path of slashes. */
function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === "/") end -= 1;
  return path.slice(0, end);
}
