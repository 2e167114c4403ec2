import type { Alert, Reason } from "../../model/alert.ts";
import { markdownText } from "./discord-text.ts";
import type { DiscordWords } from "./discord-words.ts";

const MOST_REASONS = 6;
/** Left free for «3 others +12», the source and the exclusion. */
const RESERVED = 90;

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
  if (alert.boost !== undefined) parts.push(words.source(alert.boost));
  if (alert.excludedPercent > 0) {
    parts.push(words.exclusion(alert.excludedPercent, shortened(alert.excludedBy ?? "")));
  }
  const line = parts.join(SEPARATOR);
  const idle = words.heldBack((alert.heldBack ?? []).map(shortened).join(", "));
  const hasRoom = alert.heldBack !== undefined && line.length + SEPARATOR.length + idle.length <= units;
  return hasRoom ? `${line}${SEPARATOR}${idle}` : line;
}

const SEPARATOR = " · ";

function reasonText(reason: Reason, words: DiscordWords): string {
  const term = shortened(reason.text);
  const times = reason.count > 1 ? ` ×${reason.count}` : "";
  return `**${term}** +${reason.points} (${words.fields[reason.field]}${times})`;
}

function shortened(text: string): string {
  return markdownText(text, { graphemes: 32, units: 40 });
}
