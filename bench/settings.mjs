/** The same for every contestant. */
export const CONCURRENCY = 32;

/** Does `work` for each job, so many at once. */
export async function inParallel(jobs, work) {
  const waiting = jobs.values();
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for (const job of waiting) await work(job);
    }),
  );
}
