import type { z } from "zod";
import type { PollConfig } from "../../model/config.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../model/time.ts";
import { duration, wholeNumber } from "../check/formats.ts";
import { isMap, strictMap } from "../check/strict-map.ts";
import { CRON } from "../check/time-formats.ts";

const LONGEST_INTERVAL = 30 * DAY;
const FASTEST = 5 * MINUTE;
const SLOWEST = 6 * HOUR;

/** `poll:` in `vigie.yaml`. */
export const POLL: z.ZodType<PollConfig> = strictMap({
  heartbeat: CRON.prefault("* * * * *").describe("When to look for feeds that are due: cron, in UTC"),
  every: duration(SECOND, LONGEST_INTERVAL).prefault("15m").describe("The wanted interval of a feed"),
  fastest: duration(SECOND, LONGEST_INTERVAL)
    .exactOptional()
    .describe("No feed is read more often: 5m, or `every` when that is shorter"),
  slowest: duration(SECOND, LONGEST_INTERVAL)
    .exactOptional()
    .describe("No feed is read less often: 6h, or `every` when that is longer"),
  concurrency: wholeNumber(1, 256).prefault(32).describe("Feeds read at the same time"),
})
  .refine(({ fastest, slowest }) => !exceeds(fastest, slowest ?? SLOWEST), {
    path: ["fastest"],
    error: "expected at most `slowest`",
    when: isMap,
  })
  .refine(({ fastest, every, slowest }) => !exceeds(fastest, every) || exceeds(fastest, slowest ?? SLOWEST), {
    path: ["fastest"],
    error: "expected at most `every`",
    when: isMap,
  })
  .refine(({ every, slowest }) => !exceeds(every, slowest), {
    path: ["slowest"],
    error: "expected at least `every`",
    when: isMap,
  })
  .prefault({})
  .describe("How often feeds are read")
  .transform(({ heartbeat, every, fastest, slowest, concurrency }): PollConfig => ({
    heartbeat,
    everyMs: every,
    fastestMs: fastest ?? Math.min(FASTEST, every),
    slowestMs: slowest ?? Math.max(SLOWEST, every),
    concurrency,
  }));

/** For what is no duration the answer is no: it has been reported by itself, and no duration is below a second. */
function exceeds(a: unknown, b: unknown): boolean {
  return typeof a === "number" && typeof b === "number" && b >= SECOND && a > b;
}
