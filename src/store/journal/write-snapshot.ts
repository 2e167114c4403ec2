import type { AppendFile } from "../disk/append-file.ts";
import { encodeFrame } from "../disk/frames.ts";
import { FORMAT, type SnapshotHead } from "./journal-files.ts";
import { putOp, type SnapshotRow } from "../transactions/ops.ts";
import type { TablesView } from "../transactions/tables.ts";

const SLICE_MS = 8;
const SLICE_CHARACTERS = 1 << 18;

/**
 * Writes head, rows and footer in slices of a few milliseconds, between which commits go on. What is written is thus
 * no state that ever was; replaying the log of the same generation over it gives one.
 */
export async function writeSnapshot(
  file: AppendFile,
  tables: TablesView,
  head: Omit<SnapshotHead, "h" | "v">,
): Promise<void> {
  let text = encodeFrame(JSON.stringify({ h: "snap", v: FORMAT, ...head }));
  let rows = 0;
  let began = performance.now();
  for (const row of rowsOf(tables)) {
    text += encodeFrame(JSON.stringify(row));
    rows += 1;
    if (text.length < SLICE_CHARACTERS && performance.now() - began < SLICE_MS) continue;
    await file.append(text);
    text = "";
    began = performance.now();
  }
  // Without the footer, a snapshot that was cut between two lines would look whole.
  await file.append(text + encodeFrame(JSON.stringify({ end: 1, rows })));
}

function* rowsOf(tables: TablesView): Iterable<SnapshotRow> {
  for (const [k, v] of tables.meta) yield putOp("meta", k, v);
  for (const [k, v] of tables.feeds) yield putOp("feeds", k, v);
  for (const [k, v] of tables.alerts) yield putOp("alerts", k, v);
  for (const [k, v] of tables.retired) yield putOp("retired", k, v);
  for (const [k, v] of tables.outbox) yield putOp("outbox", k, v);
  for (const [k, v] of tables.destinations) yield putOp("destinations", k, v);
  for (const [k, v] of tables.ledger) yield putOp("ledger", k, v);
  for (const k of tables.keys.feedIds()) {
    for (const packed of tables.keys.packed(k)) yield { c: "keys", k, ...packed };
  }
}
