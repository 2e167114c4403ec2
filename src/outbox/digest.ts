import type { Reader } from "../model/delivery.ts";
import type { DigestLedgerEntry } from "../model/digest.ts";
import { DAY, type Instant } from "../model/time.ts";
import type { DigestOpening } from "../ports/store.ts";
import { hash } from "../text/hash.ts";

/** The ledger key of a digest's reader. */
export function digestKey(destination: string, reader: Reader): string {
  return `${destination}/${reader.address}`;
}

/**
 * The opening of a reader's digest for `period`. The message id is derived from reader and period, so a period that
 * is opened twice, by whatever accident, is still one mail.
 */
export function digestOpening(
  destination: string,
  reader: Reader,
  due: { readonly period: string; readonly ledger?: DigestLedgerEntry; readonly now: Instant },
): DigestOpening {
  const key = digestKey(destination, reader);
  const openedAt = due.ledger?.openedAt ?? due.now;
  // One that lies ahead was written under a clock that ran ahead.
  const from = openedAt < due.now ? openedAt : due.now - DAY;
  return {
    key,
    destination,
    reader,
    digest: { period: due.period, from, to: due.now },
    messageId: hash(["digest", key, due.period], 24),
    at: due.now,
  };
}
