import type { PushLink } from "../../model/feed.ts";
import type { Element } from "../markup/element.ts";
import { hrefOf, linksRelated } from "./linked-page.ts";

/**
 * The WebSub hub that the head of a feed names, and the address under which the hub knows the feed (W3C WebSub §4):
 * the first of each that is a web address. Undefined unless both are there.
 */
export function pushLinkIn(header: Element): PushLink | undefined {
  const hub = addressOf(header, "hub");
  const topic = addressOf(header, "self");
  return hub === undefined || topic === undefined ? undefined : { hub, topic };
}

function addressOf(header: Element, relation: string): string | undefined {
  for (const link of linksRelated(header, ["link", "atom:link"], relation)) {
    const address = hrefOf(link);
    if (address !== undefined) return address;
  }
  return undefined;
}
