import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import { run } from "../../src/cli/run.ts";
import { PROFILE } from "../../src/config/profiles/profile-schema.ts";
import { compile } from "../../src/match/compile.ts";
import { matchItem } from "../../src/match/score.ts";
import type { Matchable } from "../../src/model/item.ts";
import { writeDraft } from "../../src/profile/draw/write-draft.ts";
import { aConfigFolder, HOOK } from "../support/a-config-folder.ts";
import { drawn } from "../support/a-drawing.ts";
import { loaded } from "../support/a-review.ts";
import { anIo, type KeptIo } from "../support/an-io.ts";
import { ABOUT_WATER, NOT_ABOUT_WATER, WATER_ARTICLES } from "../support/water-articles.ts";

const [drawnWater] = drawn(WATER_ARTICLES).drafts;
const WATER = drawnWater === undefined ? "" : writeDraft(drawnWater);

interface Reviewed {
  readonly code: number;
  readonly io: KeptIo;
  readonly text: string;
  readonly said: string;
}

interface Place {
  readonly config: string;
  readonly file: string;
  review(answers: readonly string[], io?: KeptIo): Promise<Reviewed>;
}

/** A configuration with the draft that was drawn from five articles on water. */
async function aPlace(draft: string = WATER): Promise<Place> {
  const config = await aConfigFolder({ "profiles/eau-potable.yaml": draft });
  const file = join(config, "profiles/eau-potable.yaml");
  return {
    config,
    file,
    async review(answers, io = anIo({ env: { HOOK }, input: answers.map((line) => `${line}\n`).join("") })) {
      const code = await run(["profile", "draw", "--review", "--config", config], io);
      const said = [...io.outLines, ...io.errLines].join("\n");
      return { code, io, text: await readFile(file, "utf8"), said };
    },
  };
}

/** The same decisions, made in the file. */
function editedByHand(): unknown {
  const document = parseDocument(WATER);
  for (const id of ["eau-potable", "pfas", "nitrates", "captage"])
    document.deleteIn(["concepts", id, "review"]);
  document.addIn(["concepts", "eau-potable", "any"], "tap water");
  document.setIn(["concepts", "nitrates", "role"], "weak");
  document.setIn(["concepts", "nitrates", "weight"], 20);
  document.addIn(["concepts", "captage", "any"], "station de traitement");
  document.addIn(["concepts", "captage", "any"], "borehole");
  document.deleteIn(["concepts", "station-de-traitement"]);
  document.set("destinations", ["desk"]);
  document.delete("status");
  return PROFILE.parse(document.toJS());
}

const ANSWERS = ["p tap water", "k", "x", "m captage", "w", "p borehole", "k", "y", "desk"];

test("a review by a script makes a draft active, as the same edits by hand would, and it alerts on its own news alone", async () => {
  const place = await aPlace();
  const { code, text, said } = await place.review(ANSWERS);
  expect([code, said]).toEqual([0, expect.stringContaining("all 8 tests hold")]);
  expect(said).toContain("It is active, and tells desk.");
  expect(loaded(text)).toEqual(editedByHand());
  const matcher = compile([loaded(text)]);
  const alerts = (item: Matchable): boolean => matchItem(matcher, item).some(({ alert }) => alert);
  expect(ABOUT_WATER.filter((item) => !alerts(item))).toEqual([]);
  expect(NOT_ABOUT_WATER.filter(alerts)).toEqual([]);
  expect((await place.review([])).said).toContain("holds no draft");
});

test("a question shows the concept, what is asked, and the evidence of each term", async () => {
  const { said } = await (await aPlace()).review(["q"]);
  expect(said).toContain("eau-potable: core, weight 60 (5 left)\n  is this the subject, and");
  expect(said).toContain("  1 eau potable  fr: 6 × ([1] 3, [2] 2, [3] 1); its rarest word 11 per million");
  expect(said).toContain("      “Des nitrates dans l’eau potable de trois communes”");
});

test("a review that was left goes on with what is open, and what was skipped is asked again", async () => {
  const place = await aPlace();
  expect((await place.review(["k", "s", "k", "q"])).code).toBe(0);
  const { said, code } = await place.review(["q"]);
  expect(said).toContain("pfas: context, weight 25 (3 left)");
  expect(code).toBe(0);
});

test("answers that end too early keep what was decided, and end with 1; none at all with 2 and the reason", async () => {
  const place = await aPlace();
  const early = await place.review(["k"]);
  expect([early.code, early.said]).toEqual([
    1,
    expect.stringContaining("answers ended before the questions"),
  ]);
  const none = await place.review([]);
  expect([none.code, none.io.errLines.join()]).toEqual([
    2,
    expect.stringContaining("A review needs answers"),
  ]);
  expect(none.text).toBe(early.text);
});

test("undo restores the bytes, back to the first decision, even that of being active", async () => {
  const place = await aPlace();
  const undone = await place.review([...ANSWERS.slice(0, 6), "u", "u", "u", "u", "u", "u", "u", "q"]);
  expect(undone.text).toBe(WATER);
  expect(undone.said).toContain("Nothing was decided yet");
});

test("terms are gone through one by one; the rest stays open", async () => {
  const { text } = await (await aPlace()).review(["t", "k", "d", "p tap water", "e", "s", "q"]);
  const [water] = loaded(text).concepts;
  expect(water?.any).toEqual(["eau potable", "agence régionale de santé", "tap water"]);
  expect(water?.review).toBeDefined();
  expect(loaded(text).exclude).toMatchObject([{ any: ["ARS"], weight: 60 }]);
});

test("an edit by somebody else meanwhile is read, and not written over", async () => {
  const place = await aPlace();
  const io = anIo({ env: { HOOK } });
  const edited = WATER.replace("threshold: 50", "threshold: 45 # mine");
  const answers = [async () => writeFile(place.file, edited), async () => {}, async () => {}];
  const { text, said } = await place.review([], {
    ...io,
    dialogue: () => ({
      isTerminal: true,
      async ask() {
        await answers.shift()?.();
        return answers.length > 0 ? "d 3" : "q";
      },
      close() {},
    }),
  });
  expect(said).toContain("was changed meanwhile: nothing was written, and it is read again");
  expect(text).toContain("threshold: 45 # mine");
  expect(loaded(text).concepts[0]?.any).not.toContain("ARS");
});

test("a draft whose tests fail, or that `vigie check` finds an error in, is not made active", async () => {
  const failing = await aPlace();
  const { code, said, text } = await failing.review(["k", "c", "k", "k", "k", ""]);
  expect([code, said]).toEqual([1, expect.stringContaining("1 of 8 tests fail")]);
  expect(said).toMatch(/It stays a draft, since its tests fail: edit .*eau-potable\.yaml/u);
  expect(loaded(text).status).toBe("draft");
  const lintless = WATER.replace("threshold: 50", "threshold: 100").replace(/tests:[^]*/u, "tests: []\n");
  const checked = await (await aPlace(lintless)).review(["k", "k", "k", "k", "k", "y"]);
  expect([checked.code, checked.said]).toEqual([1, expect.stringContaining("it does not do what it says")]);
});

test("where tests fail at the end, the decision that broke them can be taken back", async () => {
  const { code, text } = await (await aPlace()).review(["k", "k", "k", "k", "c", "u", "k", "y", "desk"]);
  expect([code, loaded(text).concepts.at(-1)?.role]).toEqual([0, "context"]);
  expect(loaded(text).status).toBeUndefined();
});

test("no is the answer to being active unless it is yes, and an unknown destination is asked for again", async () => {
  const place = await aPlace();
  const no = await place.review(["k", "k", "k", "k", "k", ""]);
  expect([no.code, loaded(no.text).status]).toEqual([0, "draft"]);
  const yes = await place.review(["y", "dsk", "desk"]);
  expect(yes.said).toContain("No destination is called dsk");
  expect(loaded(yes.text).destinations).toEqual(["desk"]);
});

test("drafts are named by id or file; a name that is neither is told with what was meant", async () => {
  const { config, file } = await aPlace();
  const io = anIo({ input: "q\n" });
  expect(await run(["profile", "draw", "--review", file, "--config", config], io)).toBe(0);
  const unknown = anIo({ input: "q\n" });
  expect(await run(["profile", "draw", "--review", "eau-potables", "--config", config], unknown)).toBe(2);
  expect(unknown.errLines.join()).toContain('did you mean "eau-potable"?');
});
