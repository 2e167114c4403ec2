import type { Matchable } from "./item.ts";

/**
 * Whether an item comes from what an operator calls `name`: the id or the display name of its feed, whatever the case,
 * or a domain that its address lies in (`example.org` has `www.example.org` in it). An item may name a domain as its source.
 */
export function comesFrom({ feedId, source, link }: Matchable, name: string): boolean {
  const wanted = name.toLowerCase();
  if (feedId?.toLowerCase() === wanted || source?.toLowerCase() === wanted) return true;
  return [hostOf(link), source?.toLowerCase()].some((host) => host !== undefined && isWithin(host, wanted));
}

function isWithin(host: string, domain: string): boolean {
  return domain.includes(".") && (host === domain || host.endsWith(`.${domain}`));
}

function hostOf(link: string | undefined): string | undefined {
  return link !== undefined && URL.canParse(link) ? new URL(link).hostname : undefined;
}
