import type { Instant } from "../model/time.ts";

/** Wall-clock time, so that tests can say what time it is. */
export interface Clock {
  now(): Instant;
}
