/**
 * Does `work` for each job, at most `concurrency` at once, in order of the list. After `signal` aborts no further job
 * begins; those under way are awaited. The first exception, a bug by contract, is thrown once all have ended.
 */
export async function runAll<Job>(
  jobs: readonly Job[],
  work: (job: Job) => Promise<void>,
  limits: { readonly concurrency: number; readonly signal: AbortSignal },
): Promise<void> {
  const waiting = jobs.values();
  const bugs: unknown[] = [];
  const lanes = Array.from({ length: Math.min(limits.concurrency, jobs.length) }, async () => {
    for (const job of waiting) {
      if (limits.signal.aborted) return;
      try {
        await work(job);
      } catch (error) {
        bugs.push(error);
      }
    }
  });
  await Promise.all(lanes);
  if (bugs.length > 0) throw new AggregateError(bugs, "a job threw");
}
