import type { WritableHandle } from "../../src/store/disk/append-file.ts";

type Call = "write" | "truncate" | "datasync" | "close";

/** A file in memory on a disk that can be full, slow to take bytes, or broken. */
export interface FaultyFile {
  readonly handle: WritableHandle;
  /** How many bytes the file may have; a write that passes it is cut short, the next one fails. */
  room: number;
  mostPerWrite: number;
  onCall: (call: Call) => unknown;
  failNext(call: Call, code: string): void;
  text(): string;
}

export function aFaultyFile(): FaultyFile {
  let bytes = Buffer.alloc(0);
  const faults = new Map<Call, string>();
  const enter = (call: Call) => {
    file.onCall(call);
    const code = faults.get(call);
    faults.delete(call);
    if (code !== undefined) throw fault(code, call);
  };
  const write = (source: Buffer, offset: number, length: number, position: number) => {
    enter("write");
    const taken = Math.min(length, file.mostPerWrite, file.room - position);
    if (taken <= 0) throw fault("ENOSPC", "write");
    bytes = Buffer.concat([bytes.subarray(0, position), source.subarray(offset, offset + taken)]);
    return Promise.resolve({ bytesWritten: taken, buffer: source });
  };
  const file: FaultyFile = {
    room: Number.POSITIVE_INFINITY,
    mostPerWrite: Number.POSITIVE_INFINITY,
    onCall: () => undefined,
    failNext: (call, code) => void faults.set(call, code),
    text: () => bytes.toString(),
    handle: {
      write: (async (...args: Parameters<typeof write>) => write(...args)) as WritableHandle["write"],
      truncate: async (length = 0) => {
        enter("truncate");
        bytes = bytes.subarray(0, length);
      },
      datasync: async () => enter("datasync"),
      close: async () => enter("close"),
    },
  };
  return file;
}

function fault(code: string, call: Call): Error {
  return Object.assign(new Error(`${code}: planted, ${call}`), { code });
}
