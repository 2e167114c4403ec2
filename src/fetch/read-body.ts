import type { Readable } from "node:stream";
import { type Chunks, type Coding, decoded, gunzippedIfGzip } from "./content-codings.ts";
import { type Failure, failure, FetchFault } from "./failure.ts";

export interface BodyReading {
  readonly host: string;
  /** In the order in which they were applied. */
  readonly codings: readonly Coding[];
  readonly maxBytes: number;
}

/**
 * The whole body, decompressed. Throws a fault `too-large` as soon as there are more than `maxBytes`, counted on the
 * wire and after each decoder, so a bomb costs one chunk more than the cap; otherwise the error of the socket or the
 * decoder. The body is closed either way.
 */
export async function readBody(
  body: Readable,
  { host, codings, maxBytes }: BodyReading,
): Promise<Uint8Array> {
  try {
    let source = capped(body, maxBytes, host);
    if (codings.length === 0) source = capped(gunzippedIfGzip(source), maxBytes, host);
    for (const coding of codings.toReversed()) source = capped(decoded(source, coding), maxBytes, host);
    const chunks: Uint8Array[] = [];
    for await (const chunk of source) chunks.push(chunk);
    // Always a copy: a chunk is a window on a socket's larger buffer, which it would keep alive.
    return Buffer.concat(chunks);
  } finally {
    body.destroy();
  }
}

async function* capped(source: Chunks, maxBytes: number, host: string): Chunks {
  let count = 0;
  for await (const chunk of source) {
    count += chunk.length;
    if (count > maxBytes) throw new FetchFault(tooLarge(host, maxBytes));
    yield chunk;
  }
}

/** The ending of a body over the cap, declared or counted. */
export function tooLarge(host: string, maxBytes: number): Failure {
  const mebibytes = Math.round((maxBytes / 1024 / 1024) * 100) / 100;
  return failure("too-large", `the body from ${host} is larger than ${mebibytes} MiB (network.maxBody)`);
}
