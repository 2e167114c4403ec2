/** An answer out of order, for the next request to the stand-in. */
export type DiscordFault =
  /** 429, as Discord sends it: seconds in a header and in the body. */
  | { readonly kind: "rate-limited"; readonly retryAfterSeconds: number; readonly global?: true }
  | { readonly kind: "server-error" }
  | { readonly kind: "invalid-form" }
  | { readonly kind: "unknown-webhook" }
  | { readonly kind: "invalid-webhook-token" }
  /** The answer to a bot token that Discord does not know. */
  | { readonly kind: "unauthorised" }
  | { readonly kind: "missing-access" }
  /** Any other refusal in Discord's form. */
  | { readonly kind: "refusal"; readonly status: number; readonly code: number; readonly message: string }
  /** A page of something between us and Discord; 200 unless told. */
  | { readonly kind: "html"; readonly status?: number }
  /** No answer, the connection stays open; `reached` is called when the request has arrived. */
  | { readonly kind: "hang"; readonly reached?: () => void }
  /** The request is carried out, then the connection breaks before the answer. */
  | { readonly kind: "accept-then-drop" };

/** What goes back over HTTP. */
export interface DiscordAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is when it is text; absent: no body. */
  readonly body?: unknown;
}

/** The answer a fault stands for; none when the connection itself is at fault. */
export function faultAnswer(fault: DiscordFault): DiscordAnswer | undefined {
  if (fault.kind === "rate-limited") return rateLimited(fault.retryAfterSeconds, fault.global === true);
  if (fault.kind === "refusal") return refusal(fault.status, fault.code, fault.message);
  if (fault.kind === "html") {
    return { status: fault.status ?? 200, headers: { "Content-Type": "text/html" }, body: PAGE };
  }
  if (fault.kind === "hang" || fault.kind === "accept-then-drop") return undefined;
  return REFUSALS[fault.kind];
}

const PAGE = "<!doctype html><title>Please log in</title>";

const REFUSALS = {
  "server-error": refusal(500, 0, "500: Internal Server Error"),
  "invalid-form": refusal(400, 50035, "Invalid Form Body"),
  "unknown-webhook": refusal(404, 10015, "Unknown Webhook"),
  "invalid-webhook-token": refusal(401, 50027, "Invalid Webhook Token"),
  unauthorised: refusal(401, 0, "401: Unauthorized"),
  "missing-access": refusal(403, 50001, "Missing Access"),
} as const;

/** A refusal in Discord's form. */
export function refusal(status: number, code: number, message: string): DiscordAnswer {
  return { status, body: { message, code } };
}

function rateLimited(seconds: number, global: boolean): DiscordAnswer {
  return {
    status: 429,
    headers: {
      // discord.js waits by the header: with the field of the body alone it would repeat at once.
      "Retry-After": String(seconds),
      "X-RateLimit-Scope": global ? "global" : "user",
      ...(global ? { "X-RateLimit-Global": "true" } : {}),
    },
    body: { message: "You are being rate limited.", retry_after: seconds, global },
  };
}
