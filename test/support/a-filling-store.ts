import type { Store } from "../../src/ports/store.ts";
import { createMemoryStore } from "../../src/store/memory-store.ts";
import { StoreFullError } from "../../src/store/disk/store-errors.ts";

type Change = "commitPoll" | "claimOutbox" | "settle" | "openDigest";

/** A store in memory whose disk is full for the changes named in `refuses`: it keeps nothing of them. */
export interface FillingStore {
  readonly store: Store;
  readonly refuses: Set<Change>;
}

export function aFillingStore(): FillingStore {
  const store = createMemoryStore();
  const refuses = new Set<Change>();
  const room = (change: Change): void => {
    if (refuses.has(change)) throw new StoreFullError("data", undefined);
  };
  return {
    refuses,
    store: {
      ...store,
      async commitPoll(poll) {
        room("commitPoll");
        return await store.commitPoll(poll);
      },
      async claimOutbox(request) {
        room("claimOutbox");
        return await store.claimOutbox(request);
      },
      async settle(settlement) {
        room("settle");
        await store.settle(settlement);
      },
      async openDigest(opening) {
        room("openDigest");
        return await store.openDigest(opening);
      },
    },
  };
}
