import type { Destination } from "./model/config.ts";
import type { Connectivity } from "./model/connectivity.ts";
import { faultFields } from "./model/fault.ts";
import type { FeedErrorKind } from "./model/feed.ts";
import { type Notice, noticeEvent } from "./model/notice.ts";
import { toNotices } from "./outbox/to-notices.ts";
import type { Clock } from "./ports/clock.ts";
import type { Log } from "./ports/log.ts";
import type { Store } from "./ports/store.ts";

/** What watching the network needs from outside. */
export interface NetworkWatchDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly destinations: readonly Destination[];
  readonly operators: readonly string[];
}

/**
 * Hears how visits to hosts end, and says whether the network as a whole is out of reach. That it went and that it is
 * back is told once each; what could not be recorded for operators stands in the log.
 */
export function networkWatch(
  connectivity: Connectivity,
  { store, clock, log, destinations, operators }: NetworkWatchDeps,
): (host: string, kind: FeedErrorKind | undefined) => boolean {
  const tell = (notice: Notice): void => {
    const { event, level, fields } = noticeEvent(notice);
    log[level](event, fields);
    const messages = toNotices([notice], destinations, operators, notice.at);
    if (messages.length === 0) return;
    store.commitNotices(messages).catch((error: unknown) => {
      log.error("notices.unrecorded", faultFields(error));
    });
  };
  return (host, kind) => {
    const at = clock.now();
    const before = connectivity.offlineSince;
    connectivity.note(host, kind, at);
    const after = connectivity.offlineSince;
    if (before === undefined && after !== undefined) tell({ kind: "offline", at, since: after });
    if (before !== undefined && after === undefined) tell({ kind: "online", at, since: before });
    return after !== undefined;
  };
}
