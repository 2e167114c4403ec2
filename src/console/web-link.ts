/**
 * The address as a link may carry it, or nothing: a feed may name `javascript:` or `data:` where an article should be,
 * and a browser would run it.
 */
export function webLink(address: string | undefined): string | undefined {
  const url = address === undefined ? null : URL.parse(address);
  return url?.protocol === "http:" || url?.protocol === "https:" ? url.href : undefined;
}
