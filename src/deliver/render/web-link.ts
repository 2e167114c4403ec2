const LONGEST = 2048;

/**
 * A story's link in the form a post may carry: http or https only, every odd character encoded, at most 2048 long;
 * otherwise nothing.
 */
export function webLink(link: string | undefined): string | undefined {
  if (link === undefined || !URL.canParse(link)) return undefined;
  const url = new URL(link);
  if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;
  return url.href.length > LONGEST ? undefined : url.href;
}
