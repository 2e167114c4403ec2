/** One thing that is done to the program or its store, apart from the deliveries. */
export interface Trial {
  readonly name: string;
  run(plan: TrialPlan): Promise<Omit<Verdict, "name">>;
}

export interface TrialPlan {
  readonly seed: number;
  readonly storeKills: number;
}

export interface Verdict {
  readonly name: string;
  readonly outcome: "done" | "SKIPPED";
  /** What was done, in figures. */
  readonly detail: string;
  readonly violations: readonly string[];
}
