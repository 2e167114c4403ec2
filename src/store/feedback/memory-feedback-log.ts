import type { FeedbackRecord } from "../../model/feedback.ts";
import type { FeedbackLog } from "../../ports/feedback-log.ts";

/** A feedback log that ends with the process. */
export function createMemoryFeedbackLog(): FeedbackLog {
  const records: FeedbackRecord[] = [];
  return {
    async append(record) {
      records.push(structuredClone(record));
    },
    read: async () => ({ records: [...records], unreadable: 0 }),
  };
}
