/** The stable code that Node and its libraries put on their errors (`ECONNREFUSED`, `Z_DATA_ERROR`), if there is one. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Whether this process, or the whole machine, had no file descriptor left for a connection or a look-up. */
export function lacksDescriptor(error: unknown): boolean {
  const code = errorCode(error);
  return code === "EMFILE" || code === "ENFILE";
}
