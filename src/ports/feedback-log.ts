import type { FeedbackRecord } from "../model/feedback.ts";

/** What readers said of items. Any number of processes may add to it at once, also while a worker holds the store. */
export interface FeedbackLog {
  /** Resolves when the record is durable; one that rejects, with the store's codes, does not count. */
  append(record: FeedbackRecord): Promise<void>;
  /** All that was ever added, in the order in which it was. */
  read(): Promise<FeedbackRead>;
}

export interface FeedbackRead {
  readonly records: readonly FeedbackRecord[];
  /** Pieces that are no whole record: cut off by a crash and never acknowledged, or damaged. */
  readonly unreadable: number;
}
