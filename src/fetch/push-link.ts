import type { PushLink } from "../model/feed.ts";

/** `<address>; rel="hub self"; other=…`, as far as the comma that ends it (RFC 8288 §3). */
const LINK =
  /<(?<target>[^<>]*)>(?<params>(?:\s*;\s*[\w!#$&+\-.^`|~*]+(?:\s*=\s*(?:"[^"]*"|[^\s",;]*))?)*)/gu;
const RELATION = /;\s*rel\s*=\s*(?:"(?<quoted>[^"]*)"|(?<bare>[^\s",;]*))/iu;

/**
 * Where changes of a document are announced: the `hub` and `self` links of its Link header (WebSub §4). Without a self
 * link the topic is the address that answered. Undefined without a hub. Only http and https count.
 */
export function pushLinkOf(header: string | undefined, answered: string): PushLink | undefined {
  const links = [...(header ?? "").matchAll(LINK)].map(({ groups = {} }) => ({
    relations: relationsIn(groups["params"] ?? ""),
    target: webAddress(groups["target"] ?? "", answered),
  }));
  const related = (relation: string): string | undefined =>
    links.find(({ relations, target }) => target !== undefined && relations.includes(relation))?.target;
  const hub = related("hub");
  return hub === undefined ? undefined : { hub, topic: related("self") ?? answered };
}

function relationsIn(params: string): readonly string[] {
  const { quoted, bare } = RELATION.exec(params)?.groups ?? {};
  return (quoted ?? bare ?? "").toLowerCase().split(/\s+/u);
}

function webAddress(text: string, base: string): string | undefined {
  if (!URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  return url.protocol === "http:" || url.protocol === "https:" ? url.href : undefined;
}
