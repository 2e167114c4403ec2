import { pipeline, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";

/** How a body was compressed (RFC 9110 §8.4.1). */
export type Coding = "gzip" | "br" | "deflate";

export type CodingsReading =
  | { readonly kind: "known"; readonly codings: readonly Coding[] }
  | { readonly kind: "unknown" };

/** What we ask for. Zstandard is absent: Node 20 cannot read it. */
export const ACCEPTED_CODINGS = "gzip, br";

const NAMES: Readonly<Record<string, Coding>> = {
  gzip: "gzip",
  "x-gzip": "gzip",
  br: "br",
  deflate: "deflate",
};

// Each coding multiplies what one byte can become; nobody sends more than one in good faith.
const MOST_CODINGS = 3;

/** Reads Content-Encoding, in the order in which the codings were applied. More than three count as unknown. */
export function codingsOf(header: string | undefined): CodingsReading {
  const codings: Coding[] = [];
  for (const name of (header ?? "").toLowerCase().split(",")) {
    const token = name.trim();
    if (token === "" || token === "identity") continue;
    const coding = Object.hasOwn(NAMES, token) ? NAMES[token] : undefined;
    if (coding === undefined || codings.length === MOST_CODINGS) return { kind: "unknown" };
    codings.push(coding);
  }
  return { kind: "known", codings };
}

export type Chunks = AsyncIterable<Uint8Array>;

/** Undoes one coding, chunk by chunk. A wrong label or a cut body ends the iteration with zlib's error. */
export async function* decoded(source: Chunks, coding: Coding): Chunks {
  const { head, all } = await peeked(source, 1);
  // The decoder is read below, where its errors arrive; the callback only tells `pipeline` that we know.
  yield* pipeline(all, decoderFor(coding, head), () => {});
}

/** A compressed file is often served as it lies on disk, `sitemap.xml.gz` say, without a word in the headers. */
export async function* gunzippedIfGzip(source: Chunks): Chunks {
  const { head, all } = await peeked(source, 2);
  yield* head[0] === 0x1f && head[1] === 0x8b ? decoded(all, "gzip") : all;
}

function decoderFor(coding: Coding, head: Uint8Array): Transform {
  switch (coding) {
    case "gzip":
      return createGunzip();
    case "br":
      return createBrotliDecompress();
    case "deflate":
      // By the RFC it has a zlib header, whose low four bits say 8; half the servers of old send it bare.
      return ((head[0] ?? 0) & 15) === 8 ? createInflate() : createInflateRaw();
  }
}

/** The first bytes of a source, at least `count` unless it ends before, and the source as if nobody had looked. */
async function peeked(
  source: Chunks,
  count: number,
): Promise<{ readonly head: Uint8Array; readonly all: Chunks }> {
  const rest = source[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < count) {
    const next = await rest.next();
    if (next.done === true) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return { head, all: replayed(head, rest) };
}

async function* replayed(head: Uint8Array, rest: AsyncIterator<Uint8Array>): Chunks {
  yield head;
  yield* { [Symbol.asyncIterator]: () => rest };
}
