import type { Alert, Reason } from "../../model/alert.ts";
import { markdownText } from "./discord-text.ts";
import type { DiscordWords } from "./discord-words.ts";

const MOST_REASONS = 6;
/** Left free for «3 others +12» and the exclusion. */
const RESERVED = 40;

/**
 * Why an alert was sent, on one line of at most `units` UTF-16 units: the words found, the points they gave, where
 * and how often. Reasons without room are counted together, so the points shown always add up to the evidence.
 */
export function reasonsLine(alert: Alert, words: DiscordWords, units: number): string {
  const parts: string[] = [];
  let length = RESERVED;
  for (const reason of alert.reasons.slice(0, MOST_REASONS)) {
    const part = reasonText(reason, words);
    length += part.length + SEPARATOR.length;
    if (length > units) break;
    parts.push(part);
  }
  const unnamed = alert.reasons.slice(parts.length);
  const points = unnamed.reduce((sum, reason) => sum + reason.points, 0);
  if (unnamed.length > 0) parts.push(words.otherReasons(unnamed.length, points));
  if (alert.excludedPercent > 0) parts.push(words.exclusion(alert.excludedPercent));
  return parts.join(SEPARATOR);
}

const SEPARATOR = " · ";

function reasonText(reason: Reason, words: DiscordWords): string {
  const term = markdownText(reason.text, { graphemes: 32, units: 40 });
  const times = reason.count > 1 ? ` ×${reason.count}` : "";
  return `**${term}** +${reason.points} (${words.fields[reason.field]}${times})`;
}
