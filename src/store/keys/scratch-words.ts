/**
 * What gives so many zeros, in the same memory at each call: tables are read, grown and written all the time, and each would
 * leave garbage. What is given holds until the next call.
 */
export function scratchWords(): (count: number) => Uint32Array {
  let scratch = new Uint32Array(1 << 10);
  return (count) => {
    if (count > scratch.length) scratch = new Uint32Array(count * 2);
    return scratch.subarray(0, count).fill(0);
  };
}
