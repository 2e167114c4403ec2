/**
 * What a log says of an exception: its name and message, and the place in our code it came from. The place is a line
 * of the stack without the message, which may hold anything.
 */
export function faultFields(error: unknown): { readonly error: string; readonly at?: string } {
  if (!(error instanceof Error)) return { error: String(error) };
  const at = /^\s+at (?<place>.*)$/mu.exec(error.stack ?? "")?.groups?.["place"];
  return { error: `${error.name}: ${error.message}`, ...(at === undefined ? {} : { at }) };
}

/** Whether the store refused a change, of which it then kept nothing: its errors have a code like `STORE_FULL`. */
export function isStoreFault(error: unknown): error is Error {
  return (
    error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    error.code.startsWith("STORE_")
  );
}

/** The reading of a document was given up, because it took too long or too much memory: the message says which. */
export class DocumentGivenUpError extends Error {
  override readonly name = "DocumentGivenUpError";
  readonly code = "DOCUMENT_GIVEN_UP";
}
