import { z } from "zod";
import type { SourceBoost } from "../../model/profile.ts";
import { someText } from "../check/formats.ts";
import { strictMap } from "../check/strict-map.ts";

const LEAST = 0.5;
const MOST = 1.5;
const EXPECTED = `expected a factor from ${LEAST} to ${MOST}`;

const FACTOR = z.number({ error: EXPECTED }).min(LEAST, { error: EXPECTED }).max(MOST, { error: EXPECTED });

/** `sources:` of a profile: ids or names of feeds, or domains. */
export const SOURCES: z.ZodType<{
  readonly boost: readonly SourceBoost[];
  readonly mute: readonly string[];
}> = strictMap({
  boost: z
    .record(someText("a domain, or the id or name of a feed"), FACTOR)
    .prefault({})
    .transform((factors) => Object.entries(factors).map(([source, factor]) => ({ source, factor })))
    .describe("Sources that are trusted more (up to 1.5) or less (down to 0.5) than others"),
  mute: z
    .array(someText("a domain, or the id or name of a feed"))
    .prefault([])
    .describe("Sources from which nothing alerts"),
})
  .prefault({})
  .describe("Domains, or ids or names of feeds, that count otherwise than the rest");
