import { DAY, type Instant, SECOND } from "../model/time.ts";
import { parseHttpDate } from "./http-date.ts";
import { headerText, type ResponseHeaders } from "./response-headers.ts";

/** No feed should wait for longer because of a header. */
const LONGEST_MS = DAY;

/**
 * For how long an answer stays fresh, in milliseconds from `now`: max-age, else Expires less Date, both less the Age that
 * caches on the way added (RFC 9111 §4.2; s-maxage is for shared caches, which vigie is not). At most a day; undefined
 * when the answer is stale at once, is not to be kept, or says nothing that can be read.
 */
export function freshForMs(headers: ResponseHeaders, now: Instant): number | undefined {
  const directives = directivesOf(headerText(headers, "cache-control"));
  if (directives.has("no-store") || directives.has("no-cache")) return undefined;
  const lifetime = secondsOf(directives.get("max-age")) ?? untilExpiry(headers, now);
  if (lifetime === undefined) return undefined;
  const left = lifetime - (secondsOf(headerText(headers, "age")) ?? 0);
  return left > 0 ? Math.min(left, LONGEST_MS) : undefined;
}

/** Where a directive is repeated, the first one counts (RFC 9111 §4.2.1). */
function directivesOf(header: string | undefined): ReadonlyMap<string, string> {
  const directives = new Map<string, string>();
  for (const part of (header ?? "").toLowerCase().split(",")) {
    const [name = "", value = ""] = part.split("=", 2);
    if (!directives.has(name.trim())) directives.set(name.trim(), value.trim().replaceAll('"', ""));
  }
  return directives;
}

/** Delta-seconds, in milliseconds. */
function secondsOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/u.test(text) ? Number(text) * SECOND : undefined;
}

function untilExpiry(headers: ResponseHeaders, now: Instant): number | undefined {
  const expires = parseHttpDate(headerText(headers, "expires") ?? "", now);
  if (expires === undefined) return undefined;
  return expires - (parseHttpDate(headerText(headers, "date") ?? "", now) ?? now);
}
