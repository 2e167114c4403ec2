import type { DestinationView } from "./view-model.ts";

/** off: not configured to the end. held: refused until something changes. ailing: fails, and is tried again. */
export type DestinationHealth = "able" | "off" | "held" | "ailing";

/** The one word that a destination is shown with. */
export function destinationHealth({ off, state }: DestinationView): DestinationHealth {
  if (off !== undefined) return "off";
  if (state?.problem === undefined) return "able";
  return state.problem.held ? "held" : "ailing";
}

/** Whether messages leave for this destination now. */
export function isSending(destination: DestinationView): boolean {
  return destinationHealth(destination) === "able";
}
