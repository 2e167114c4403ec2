import { decodeReferences } from "./markup/references.ts";

const MAX_LENGTH = 8192;

/**
 * An address as readers may be sent to: absolute, http(s) only, without credentials, tabs and line breaks, at most
 * 8 KiB; undefined for anything else. `base` resolves relative addresses.
 */
export function webLink(address: string | undefined, base: string): string | undefined {
  const trimmed = address?.trim() ?? "";
  if (trimmed === "" || trimmed.length > MAX_LENGTH) return undefined;
  const url = resolved(trimmed, base);
  if (url === undefined) return undefined;
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  if (url.username + url.password !== "") {
    url.username = "";
    url.password = "";
  }
  return url.href.length > MAX_LENGTH ? undefined : url.href;
}

/** What relative addresses inside an element with these attributes are relative to (`xml:base`). */
export function baseWithin(base: string, attributes: Readonly<Record<string, string>>): string {
  const written = attributes["xml:base"];
  return (written === undefined ? undefined : webLink(decodeReferences(written), base)) ?? base;
}

function resolved(address: string, base: string): URL | undefined {
  try {
    return new URL(address, base);
  } catch {
    return undefined; // Not an address.
  }
}
