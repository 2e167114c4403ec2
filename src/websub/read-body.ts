/** What became of a body: the bytes, or that there were more than allowed, or that it broke off. */
export type BodyReading =
  | { readonly kind: "whole"; readonly bytes: Uint8Array }
  | { readonly kind: "too-large" }
  | { readonly kind: "broken" };

/** Reads a body of at most `maxBytes` as it came over the wire. */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<BodyReading> {
  if (body === null) return { kind: "whole", bytes: new Uint8Array(0) };
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let count = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      count += next.value.length;
      if (count > maxBytes) {
        await reader.cancel();
        return { kind: "too-large" };
      }
      chunks.push(next.value);
    }
  } catch {
    // The sender went away, or took longer than the server waits.
    return { kind: "broken" };
  }
  return { kind: "whole", bytes: Buffer.concat(chunks) };
}
