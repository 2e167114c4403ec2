import type { LoadOutcome } from "../../src/config/load.ts";
import type { ConfigProblem } from "../../src/config/problems.ts";
import { ConfigWatch } from "../../src/config/watch.ts";
import type { Config } from "../../src/model/config.ts";

/** Watched files of a configuration, in memory. */
export interface WatchedFiles {
  readonly watch: ConfigWatch;
  readonly save: (config: Config) => void;
  /** Saves files that hold these problems. */
  readonly spoil: (...problems: readonly ConfigProblem[]) => void;
}

export function aConfigWatch(): WatchedFiles {
  let saves = 0;
  let outcome: LoadOutcome = { kind: "invalid", problems: [] };
  const save = (saved: LoadOutcome): void => {
    saves += 1;
    outcome = saved;
  };
  const files = { fingerprint: async () => `save ${saves}`, load: async () => outcome };
  return {
    watch: new ConfigWatch(files, "save 0"),
    save: (config) => save({ kind: "loaded", config, warnings: [], written: [], secrets: [] }),
    spoil: (...problems) => save({ kind: "invalid", problems }),
  };
}

export function aProblem(problem: Partial<ConfigProblem> = {}): ConfigProblem {
  return {
    file: "config/vigie.yaml",
    line: 4,
    column: 11,
    path: "timezone",
    message: 'expected an IANA time zone such as Europe/Paris, found "Europe/Pris"',
    severity: "error",
    ...problem,
  };
}
