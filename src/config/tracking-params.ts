import { z } from "zod";
import { word } from "./check/formats.ts";
import { strictMap } from "./check/strict-map.ts";

/** `tracking-params.yaml`: names of query parameters; a `*` at the end stands for any ending. */
export const TRACKING_PARAMS: z.ZodType<{ readonly parameters: readonly string[] }> = strictMap({
  parameters: z
    .array(word({ expected: "the name of a query parameter, perhaps with a * at its end", isValid: isName }))
    .describe("Query parameters that say where a click came from, not which page it is"),
});

function isName(text: string): boolean {
  return /^[^\s&=#*]+\*?$/u.test(text);
}
