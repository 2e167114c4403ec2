import { isDigest, type WorkerDeps } from "./worker.ts";

/** Tells the log where a configuration that comes into force sends to, and which messages it has no way for. */
export function announceDestinations({
  config,
  store,
  log,
}: Pick<WorkerDeps, "config" | "store" | "log">): void {
  for (const { id, off } of config.destinations) {
    if (off === undefined) log.info("destination.on", { destination: id });
    else log.warn("destination.off", { destination: id, reason: off });
  }
  // Kept, since a slip in a file must lose nothing; told, since nobody will ever send them.
  for (const [destination, messages] of strandedMessages({ config, store }))
    log.warn("outbox.stranded", { destination, messages });
}

/** Messages by destination that this configuration has no way for: its destination, its digest or its reader is gone. */
function strandedMessages({
  config,
  store,
}: Pick<WorkerDeps, "config" | "store">): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const entry of store.outbox({ states: ["held", "pending", "uncertain"] })) {
    const destination = config.destinations.find(({ id }) => id === entry.destination);
    const isRead =
      destination !== undefined &&
      (entry.state !== "held" ||
        (isDigest(destination) &&
          destination.readers.some(({ address }) => address === entry.reader?.address)));
    if (!isRead) counts.set(entry.destination, (counts.get(entry.destination) ?? 0) + 1);
  }
  return counts;
}
