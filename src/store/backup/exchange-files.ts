import { access, mkdtemp, readdir, readFile, rename, rm, unlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Instant, toIso } from "../../model/time.ts";
import { isObject } from "../disk/is-object.ts";
import { syncDirectory } from "../disk/sync-directory.ts";
import { RESTORING } from "../journal/journal-files.ts";
import { errorCode } from "../disk/store-errors.ts";
import { writeWhole } from "../disk/write-whole.ts";

/** Names in a data directory: what goes into `aside`, and the place of what comes in its stead. */
interface Plan {
  readonly old: readonly string[];
  readonly aside?: string;
  readonly staged: string;
}

const STORE_FILE = /^(?:(?:snap|log)-\d{10}\.ndjson|feedback\.ndjson|items|orders)$/;

/**
 * Moves the store's files into a dated directory beside them and those of `staged`, which is removed, into their place.
 * Gives the dated directory; undefined when there was nothing to move. A crash leaves a plan that `finishExchange`
 * carries out.
 */
export async function exchange(directory: string, staged: string, at: Instant): Promise<string | undefined> {
  const old = (await readdir(directory)).filter((name) => STORE_FILE.test(name));
  const stamp = toIso(at).replaceAll(/[-:]/g, "");
  const aside = old.length === 0 ? undefined : await mkdtemp(join(directory, `before-restore-${stamp}-`));
  const plan: Plan = {
    old,
    staged: basename(staged),
    ...(aside === undefined ? {} : { aside: basename(aside) }),
  };
  await writeWhole(join(directory, RESTORING), JSON.stringify(plan));
  await carryOut(directory, plan);
  return aside;
}

/** Carries out what a crash left undone. */
export async function finishExchange(directory: string): Promise<void> {
  const plan = await readPlan(join(directory, RESTORING));
  if (plan !== undefined) await carryOut(directory, plan);
}

/** Each step may have been done already. */
async function carryOut(directory: string, { old, aside, staged }: Plan): Promise<void> {
  if (aside !== undefined) {
    const there = new Set(await readdir(join(directory, aside)));
    const left = old.filter((name) => !there.has(name));
    await moveAll(directory, join(directory, aside), left);
  }
  const from = join(directory, staged);
  if (await exists(from)) await moveAll(from, directory, await readdir(from));
  await rm(from, { recursive: true, force: true });
  await unlink(join(directory, RESTORING));
  await syncDirectory(directory);
}

async function moveAll(from: string, to: string, names: readonly string[]): Promise<void> {
  for (const name of names) await rename(join(from, name), join(to, name));
  await syncDirectory(to);
  await syncDirectory(from);
}

async function readPlan(path: string): Promise<Plan | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, "utf8"));
    if (isPlan(value)) return value;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
  throw new TypeError(`${path} is no plan of a restore`);
}

function isPlan(value: unknown): value is Plan {
  return isObject(value) && Array.isArray(value["old"]) && typeof value["staged"] === "string";
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    throw error;
  }
}
