import { openStore } from "../../src/store/open-store.ts";
import { anAlertingPoll } from "../support/a-poll.ts";

/** Writes until the disk is full, tries some more, and says of each transaction how it ended. */
const [directory = ""] = process.argv.slice(2);
const MORE_TRIES = 5;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const opened = await openStore({ directory, clock: { now: () => 0 }, log, mode: "write" });
if (opened.kind !== "open") throw new Error(JSON.stringify(opened));
let refused = 0;
for (let count = 0; refused < MORE_TRIES; count += 1) {
  try {
    await opened.store.commitPoll(anAlertingPoll(String(count)));
    process.stdout.write(`queued ${count}\n`);
  } catch (error) {
    refused += 1;
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    process.stdout.write(`${code} ${count}\n`);
  }
}
process.stdout.write(`holds ${opened.store.outbox().length}\n`);
await opened.store.close();
