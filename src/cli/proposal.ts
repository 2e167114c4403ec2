import type { ProfileFile } from "../config/profiles/profile-file.ts";
import { setWeights } from "../config/edit/edit-weights.ts";
import type { AppliedWeight, FeedbackRecord } from "../model/feedback.ts";
import type { ArchivedItem } from "../ports/store.ts";
import type { ArchiveLesson } from "../profile/learn/archive-lesson.ts";
import { learn, type Lesson } from "../profile/learn/learn.ts";
import { testProfile } from "../profile/test-profile.ts";
import { verdict } from "../profile/verdict.ts";
import { plain } from "./plain.ts";
import { unifiedDiff } from "./unified-diff.ts";

/** What a profile learns from its votes, as an edit of its file that an operator may take. */
export interface Proposal {
  readonly lesson: Lesson;
  readonly weights: readonly AppliedWeight[];
  /** Lines of a unified diff of the profile's file; empty when there is nothing to change. */
  readonly diff: readonly string[];
  /** The file as it would be. */
  readonly edited: ProfileFile;
  /** What would have changed in the archive, and words worth a look. */
  readonly archive: ArchiveLesson;
  /** Why it cannot be taken; a sentence for each reason. */
  readonly objections: readonly string[];
}

const STEP = 500;

/** Works out a proposal, and tries it on the profile's tests and on the archive. Nothing is written. */
export async function propose(
  before: ProfileFile,
  records: readonly FeedbackRecord[],
  archived: AsyncIterable<ArchivedItem>,
  onProgress: (items: number) => void,
): Promise<Proposal> {
  const { profile, weighable } = before;
  const lesson = learn(
    profile,
    records,
    new Set(profile.concepts.flatMap(({ id }) => (weighable.has(id) ? [] : [id]))),
  );
  const weights = lesson.concepts.flatMap(({ concept, weight, proposed }) =>
    proposed === weight ? [] : [{ concept, from: weight, to: proposed }],
  );
  const { edited, objections } = tried(before, weights);
  const { ArchiveStudy } = await import("../profile/learn/archive-lesson.ts");
  const study = new ArchiveStudy({ before: profile, after: edited.profile }, lesson.votes);
  for await (const { item } of archived) {
    study.add(item);
    if (study.items % STEP === 0) onProgress(study.items);
  }
  const diff = unifiedDiff(before.file, before.text, edited.text);
  return { lesson, weights, diff, edited, archive: study.lesson(), objections };
}

function tried(
  before: ProfileFile,
  weights: readonly AppliedWeight[],
): Pick<Proposal, "edited" | "objections"> {
  const edit = setWeights(before.text, new Map(weights.map(({ concept, to }) => [concept, to])));
  if (edit.kind === "refused") return { edited: before, objections: [`${before.file}: ${edit.reason}`] };
  const edited = before.reread(edit.text);
  if (edited.kind !== "read") return { edited: before, objections: [`${before.file} would not be valid`] };
  const failures = testProfile(edited.profile).map(
    (failure) => `its test “${plain(failure.test.title)}” would fail: it ${verdict(failure)}`,
  );
  return { edited, objections: failures };
}
