import { DESCRIPTOR_TRIALS } from "./descriptor-trial.ts";
import { DISK_TRIALS } from "./disk-trials.ts";
import { OWNERSHIP_TRIALS } from "./ownership-trials.ts";
import type { Trial } from "./trial.ts";

/** What is done to the system around the program; lanes may be tried at the same time. */
export const SYSTEM_LANES: readonly (readonly Trial[])[] = [OWNERSHIP_TRIALS, DISK_TRIALS, DESCRIPTOR_TRIALS];
