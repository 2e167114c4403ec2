/**
 * What makes an address another feed: scheme, `www.`, a slash at the end and a fragment do not. Throws when the text is
 * no address.
 */
export function plainAddress(text: string): string {
  const url = new URL(text);
  return `${url.host.replace(/^www\./u, "")}${url.pathname.replace(/\/+$/u, "")}${url.search}`;
}
