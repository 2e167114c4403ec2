import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { isArchived } from "../archive/archived-line.ts";
import { type BadLines, checkLines } from "./check-lines.ts";
import { isDroppedMark } from "../archive/drop-texts.ts";
import { isFeedbackRecord } from "../feedback/feedback-record.ts";
import { errorCode } from "../disk/store-errors.ts";
import type { Fault, Looking } from "./verify-store.ts";

const DAY_FILE = /^\d{4}-\d{2}-\d{2}\.ndjson$/;

/** The names of the days' files in an archive, which need not exist. */
export async function dayFileNames(items: string): Promise<readonly string[]> {
  const names = await readdir(items).catch(unbegun);
  return names.filter((name) => DAY_FILE.test(name)).toSorted();
}

/** Every line of every day. What is lost here is lost to `explain` and to backtests; no alert needs it. */
export async function checkArchive(items: string, looking: Looking): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  for (const name of await dayFileNames(items)) {
    const file = await looking(join(items, name));
    const { damaged, torn } = await checkLines(file, (value) => isArchived(value) || isDroppedMark(value));
    const day = basename(name, ".ndjson");
    if (damaged !== undefined)
      faults.push({
        kind: "damaged",
        file,
        byte: damaged.byte,
        what: `${counted(damaged, "archived item")} of ${day} cannot be read; alerts do not need them`,
      });
    if (torn !== undefined) faults.push(tornFault(file, torn));
  }
  return faults;
}

/** Every line of the log of votes. */
export async function checkFeedback(path: string, looking: Looking): Promise<readonly Fault[]> {
  try {
    const { damaged, torn } = await checkLines(await looking(path), isFeedbackRecord);
    return [
      ...(damaged === undefined
        ? []
        : [
            {
              kind: "damaged" as const,
              file: path,
              byte: damaged.byte,
              what: `${counted(damaged, "vote")} cannot be read; the others still count`,
            },
          ]),
      ...(torn === undefined ? [] : [tornFault(path, torn)]),
    ];
  } catch (error) {
    return unbegun(error);
  }
}

function tornFault(file: string, { byte, lines }: BadLines): Fault {
  const pieces = lines === 1 ? "a piece of a line that was" : `${lines} pieces of lines that were`;
  return { kind: "torn", file, byte, what: `${pieces} never acknowledged, left by a crash or a full disk` };
}

function counted({ lines }: BadLines, noun: string): string {
  return lines === 1 ? `1 ${noun}` : `${lines} ${noun}s`;
}

function unbegun(error: unknown): never[] {
  if (errorCode(error) !== "ENOENT") throw error;
  return [];
}
