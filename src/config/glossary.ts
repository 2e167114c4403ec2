import { join } from "node:path";
import { z } from "zod";
import type { Glossary } from "../model/glossary.ts";
import { check } from "./check/check.ts";
import { someText } from "./check/formats.ts";
import { inOrder } from "./load.ts";
import { openFile } from "./files/open-file.ts";
import type { ConfigProblem } from "./problems.ts";
import { strictMap } from "./check/strict-map.ts";

/** `glossary.yaml`: what the drawing of profiles knows of words. */
export const GLOSSARY: z.ZodType<Glossary> = strictMap({
  pairs: z
    .array(strictMap({ fr: someText("a French word or phrase"), en: someText("an English word or phrase") }))
    .prefault([])
    .describe("Words or phrases of the two languages that say the same"),
  ambiguous: z
    .array(
      strictMap({
        name: someText("a name"),
        elsewhere: z
          .array(someText("a phrase"))
          .prefault([])
          .describe("Phrases by which its other meanings are known"),
      }),
    )
    .prefault([])
    .describe("Names that mean other things too"),
});

const EMPTY: Glossary = { pairs: [], ambiguous: [] };

export type GlossaryOutcome =
  /** Empty when there is no such file. */
  | { readonly kind: "loaded"; readonly glossary: Glossary }
  | { readonly kind: "invalid"; readonly problems: readonly ConfigProblem[] };

/** Reads and checks `glossary.yaml` in this folder, should it be there. */
export async function loadGlossary(directory: string): Promise<GlossaryOutcome> {
  const problems: ConfigProblem[] = [];
  const opened = await openFile(join(directory, "glossary.yaml"), {
    variable: () => undefined,
    add: (problem) => void problems.push(problem),
  });
  const glossary = opened.kind === "opened" ? check(GLOSSARY, opened.section) : EMPTY;
  return glossary === undefined || problems.some(({ severity }) => severity === "error")
    ? { kind: "invalid", problems: inOrder(problems) }
    : { kind: "loaded", glossary };
}
