import { admitProfiles, type HeldBack } from "./admit-profiles.ts";
import type { LoadOutcome } from "../config/load.ts";
import { type ConfigProblem, formatProblem } from "../config/problems.ts";
import type { ConfigWatch } from "../config/watch.ts";
import type { Config } from "../model/config.ts";
import { faultFields } from "../model/fault.ts";
import type { Log } from "../ports/log.ts";
import { restartNeeded } from "./restart-needed.ts";
import { verdict, verdictFields } from "../profile/verdict.ts";

export interface ReloadDeps {
  readonly watch: ConfigWatch;
  readonly log: Log;
  /** Loads the code that a configuration needs; what this rejects for once, it rejects for until the restart. */
  load(config: Config): Promise<void>;
  /** Puts a configuration into force. */
  enforce(config: Config): Promise<void>;
}

const STAYS = "the last good configuration stays in force";
const RESTART = "restart vigie, with more open files allowed (ulimit -n)";

type Sound = Extract<LoadOutcome, { readonly kind: "loaded" }>;

/** Brings the configuration's files into force while the worker runs: as a whole, or, with any problem, not at all. */
export class Reload {
  readonly #deps: ReloadDeps;
  readonly #started: Config;
  #profiles: Config["profiles"];
  #refused: readonly string[] = [];
  #heldBack: readonly string[] = [];
  #isAsked = false;
  #onAsked = (): void => {};

  constructor(started: Config, deps: ReloadDeps) {
    this.#deps = deps;
    this.#started = started;
    this.#profiles = started.profiles;
  }

  /** Why what the files say is not in force, until they are mended. */
  problems(): readonly string[] {
    return [...this.#refused, ...this.#heldBack];
  }

  /** An operator wants the files to be read now, changed or not. */
  ask(): void {
    this.#isAsked = true;
    this.#onAsked();
  }

  /** Whom to tell when an operator asks. */
  onAsked(listener: () => void): void {
    this.#onAsked = listener;
  }

  /** Looks whether the files have changed, and brings them into force; to be called every few seconds. */
  async look(): Promise<void> {
    const atOnce = this.#isAsked;
    this.#isAsked = false;
    const outcome = await this.#deps.watch.look({ atOnce });
    if (outcome === undefined) return;
    if (outcome.kind === "invalid") this.#refuse(outcome.problems);
    else await this.#take(outcome);
  }

  #refuse(problems: readonly ConfigProblem[]): void {
    const errors = problems.filter(({ severity }) => severity === "error");
    const warnings = problems.filter(({ severity }) => severity === "warning");
    this.#deps.log.error("config.refused", {
      detail: STAYS,
      problems: errors.map(formatProblem),
      ...(warnings.length === 0 ? {} : { warnings: warnings.map(formatProblem) }),
    });
    this.#refused = [refusalInWords(errors)];
  }

  async #take({ config: loaded, warnings }: Sound): Promise<void> {
    const { log } = this.#deps;
    try {
      await this.#deps.load(loaded);
    } catch (error) {
      // What is in force needs nothing more to be loaded, and goes on.
      log.error("config.refused", { detail: `${STAYS}; ${RESTART}`, ...faultFields(error) });
      this.#refused = [`the program could not be loaded for what the files say; ${STAYS}: ${RESTART}`];
      return;
    }
    const { profiles, heldBack } = admitProfiles(loaded.profiles, this.#profiles);
    await this.#deps.enforce({ ...loaded, profiles });
    this.#profiles = profiles;
    this.#refused = [];
    this.#heldBack = heldBack.map(inWords);
    log.info("config.reloaded", {
      profiles: profiles.length,
      feeds: loaded.feeds.length,
      destinations: loaded.destinations.length,
      ...(warnings.length === 0 ? {} : { warnings: warnings.map(formatProblem) }),
    });
    for (const one of heldBack) this.#tell(one);
    const keys = restartNeeded(this.#started, loaded);
    if (keys.length > 0)
      log.warn("config.restart-needed", { keys, detail: "takes effect at the next start" });
  }

  #tell(one: HeldBack): void {
    const { log } = this.#deps;
    for (const failure of one.failures) log.error("profile.test-failed", verdictFields(failure));
    log.warn(one.isKept ? "profile.kept" : "profile.left-out", { profile: one.id, reason: inWords(one) });
  }
}

/** Only the places: a message may quote what stands there, and the page is read by others than the log. */
function refusalInWords(errors: readonly ConfigProblem[]): string {
  const [first, ...others] = errors.map(({ file, line, column, path }) =>
    `${file}:${line}:${column} ${path}`.trimEnd(),
  );
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return `the files are refused, the last good ones stay in force: ${first}${more}; the log says why (config.refused)`;
}

/** `profiles/trams.yaml is not in force, the version before it is: a test fails: “A tram” (expect: alert) stays silent, …` */
function inWords({ id, failures, isKept }: HeldBack): string {
  const tests = failures.map(
    (failure) => `“${failure.test.title}” (expect: ${failure.test.expect}) ${verdict(failure)}`,
  );
  const fails = tests.length === 1 ? "a test fails" : `${tests.length} tests fail`;
  const instead = isKept ? ", the version before it is" : "";
  return `profiles/${id}.yaml is not in force${instead}: ${fails}: ${tests.join("; ")}`;
}
