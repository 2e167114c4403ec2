/**
 * The disk is full, or no file descriptor is free. Nothing of the rejected transaction was kept; the store goes on once
 * there is room.
 */
export class StoreFullError extends Error {
  override readonly name = "StoreFullError";
  readonly code = "STORE_FULL";

  constructor(directory: string, cause: unknown) {
    const what = NO_DESCRIPTOR_CODES.has(errorCode(cause) ?? "")
      ? `no file descriptor is free to write to ${directory}: allow the process more (ulimit -n)`
      : `the disk that holds ${directory} is full: free some space`;
    super(`${what}, vigie then goes on by itself`, { cause });
  }
}

/** The disk or the lock failed in a way after which nothing can be promised; the process has to end. */
export class StoreFailedError extends Error {
  override readonly name = "StoreFailedError";
  readonly code = "STORE_FAILED";

  constructor(directory: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`the store in ${directory} cannot go on: ${reason}; restart vigie, it resumes from the disk`, {
      cause,
    });
  }
}

/** The feedback log could not be read or added to; what was to be added does not count, and the log is as good as before. */
export class FeedbackLogError extends Error {
  override readonly name = "FeedbackLogError";
  readonly code = "STORE_FEEDBACK";

  constructor(file: string, wanted: "read" | "added to", cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`${file} cannot be ${wanted}: ${reason}`, { cause });
  }
}

/** A file of an operator's order cannot be used. */
export class OrderFileError extends Error {
  override readonly name = "OrderFileError";
  readonly code = "STORE_ORDER";

  constructor(file: string, what: string, cause?: unknown) {
    const reason = cause instanceof Error ? `: ${cause.message}` : "";
    super(`${file} ${what}${reason}`, { cause });
  }
}

/** Something that was acknowledged is missing from the files. The message says where and what to do. */
export class StoreDamagedError extends Error {
  override readonly name = "StoreDamagedError";
  readonly code = "STORE_DAMAGED";
  readonly damage: Damage;

  constructor(damage: Damage) {
    const place =
      damage.byte === undefined ? damage.path : `${damage.path} is damaged at byte ${damage.byte}:`;
    super(
      `${place} ${damage.what}. Nothing was changed. \`vigie store verify\` lists all that is wrong. ` +
        "`vigie store restore BACKUP` puts a backup in its place, `vigie store restore --previous` the last state that " +
        "can be read here. To begin anew instead, move the directory away: every feed then starts with a silent first " +
        "reading",
    );
    this.damage = damage;
  }
}

/** Where something is missing. What lies before `byte` can be read; without it, the file as a whole does not fit. */
export interface Damage {
  readonly path: string;
  readonly byte?: number;
  /** The number of the last transaction before it, where the file has any. */
  readonly lastGood?: number;
  /** What is missing: goes on after the path, or after the byte. */
  readonly what: string;
}

/** Another process began to write at the same moment. */
export class StoreTakenError extends Error {
  override readonly name = "StoreTakenError";
  readonly code = "STORE_TAKEN";

  constructor(file: string) {
    super(`${file} was created by another process at the same moment`);
  }
}

/** The files were written by a later version of the format than this program knows. */
export class StoreTooNewError extends Error {
  override readonly name = "StoreTooNewError";
  readonly code = "STORE_TOO_NEW";

  constructor(file: string, version: number) {
    super(
      `${file} has format ${version}, which this version of vigie does not know: use the version that wrote it`,
    );
  }
}

/** A change was asked of a store that cannot change: opened for reading, or closed. */
export class StoreNotWritableError extends Error {
  override readonly name = "StoreNotWritableError";
  readonly code = "STORE_NOT_WRITABLE";

  constructor(why: "opened for reading" | "closed") {
    super(`the store is ${why}: it cannot be changed`);
  }
}

const FULL_CODES: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
const NO_DESCRIPTOR_CODES: ReadonlySet<string> = new Set(["EMFILE", "ENFILE"]);

/** Whether a failed write only lacked room: no space, no quota, past the largest file allowed, no descriptor free. */
export function lacksRoom(error: unknown): boolean {
  const code = errorCode(error) ?? "";
  return FULL_CODES.has(code) || NO_DESCRIPTOR_CODES.has(code);
}

/** The `code` of a system error, e.g. `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
