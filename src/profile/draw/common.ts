/** What stands in so many of the documents is their common subject, which tells none of them from another. */
const MOST = 0.6;

/** Whether so many documents are most of all. */
export function isMost(documents: number, all: number): boolean {
  return documents >= MOST * all;
}
