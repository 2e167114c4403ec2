import { DAY, HOUR, type Instant, MINUTE, SECOND } from "../model/time.ts";

/** How far a time lies from now, in a word: `12 min ago`, `in 3 h`, `now`. */
export function relative(then: Instant, now: Instant): string {
  const distance = Math.abs(then - now);
  if (distance < 45 * SECOND) return "now";
  const text = duration(distance);
  return then < now ? `${text} ago` : `in ${text}`;
}

/** A length of time in a word: `12 min`, `3 h`, `2 d`. */
export function duration(ms: number): string {
  if (ms < 90 * MINUTE) return `${Math.round(ms / MINUTE)} min`;
  if (ms < 36 * HOUR) return `${Math.round(ms / HOUR)} h`;
  return `${Math.round(ms / DAY)} d`;
}
