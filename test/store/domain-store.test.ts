import { expect, it } from "vitest";
import { DAY } from "../../src/model/time.ts";
import { createDomainStore } from "../../src/store/domain-store.ts";
import { StoreFullError } from "../../src/store/disk/store-errors.ts";
import { emptyTables } from "../../src/store/transactions/tables.ts";
import { anEntry, POLLED_AT } from "../support/a-poll.ts";

it("old days of the archive make room also while the disk is too full to record what else is past its time", async () => {
  const tables = emptyTables();
  tables.outbox.set("message-a", anEntry("a", { state: "sent", endedAt: POLLED_AT }));
  const firstKept: string[] = [];
  const store = createDomainStore(
    tables,
    {
      commit: async () => await Promise.reject(new StoreFullError("data", undefined)),
      close: async () => {},
    },
    {
      find: async () => await Promise.resolve(undefined),
      // oxlint-disable-next-line require-yield -- an archive that holds nothing
      async *all() {},
      prune: async (day) => void firstKept.push(day),
    },
  );
  await expect(store.prune(POLLED_AT + 100 * DAY)).rejects.toThrow("full");
  expect(firstKept).toEqual(["2026-03-12"]);
});
