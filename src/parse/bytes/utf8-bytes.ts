/** Counts the multi-byte sequences of UTF-8, and the bytes that should be in one and are not; `onBad` is told of these. */
export function utf8Sequences(
  bytes: Uint8Array,
  onBad?: (at: number) => void,
): { readonly good: number; readonly bad: number } {
  let good = 0;
  let bad = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const lead = bytes[index] ?? 0;
    if (lead < 0x80) continue;
    const tail = tailsOf(lead);
    if (lead >= 0xc2 && lead <= 0xf4 && areTails(bytes, index + 1, tail)) {
      good += 1;
      index += tail;
    } else {
      bad += 1;
      onBad?.(index);
    }
  }
  return { good, bad };
}

/** How many bytes follow the first one of a character. */
function tailsOf(lead: number): number {
  return lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
}

function areTails(bytes: Uint8Array, from: number, count: number): boolean {
  for (let index = from; index < from + count; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return false;
  }
  return true;
}

/** Bytes without the character of UTF-8 at their end that a cut went through: it says nothing of those before it. */
export function withoutCut(bytes: Uint8Array): Uint8Array {
  for (let count = 1; count <= 3 && count <= bytes.length; count += 1) {
    const byte = bytes[bytes.length - count] ?? 0;
    if (byte >= 0xc2 && byte <= 0xf4 && count <= tailsOf(byte)) return bytes.subarray(0, -count);
    if (byte < 0x80 || byte > 0xbf) return bytes;
  }
  return bytes;
}
