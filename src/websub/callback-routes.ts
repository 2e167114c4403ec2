import { type Context, Hono, type MiddlewareHandler } from "hono";
import { faultFields } from "../model/fault.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { CallbackKeys } from "./callback-keys.ts";
import { readBody } from "./read-body.ts";
import { isSigned } from "./signature.ts";
import type { Subscribed, Subscriptions } from "./subscriptions.ts";
import { Unsigned } from "./unsigned.ts";

/** What a hub distributed: the bytes are those that it signed. */
export interface Announcement extends Subscribed {
  readonly bytes: Uint8Array;
  readonly contentType?: string;
}

export interface CallbackDeps {
  readonly subscriptions: Subscriptions;
  readonly keys: CallbackKeys;
  readonly clock: Clock;
  readonly log: Log;
  readonly maxBodyBytes: number;
  /** Takes over what a hub has signed; returns at once. */
  announce(announcement: Announcement): void;
}

/** A hub makes up a challenge of some dozen characters; what is longer is no challenge. */
const LONGEST_CHALLENGE = 1024;
/** Bodies in memory before their signature could be checked. */
const MOST_BODIES = 8;
const BUSY_SECONDS = "10";

/**
 * What hubs are answered at `path/TOKEN` (WebSub §5.2, §5.3, §7): a challenge is echoed for what was asked of the hub,
 * a body is taken over when its signature holds. All else is 404, and 410 for content that nobody subscribed to, by
 * which the hub knows that it may stop.
 */
export function callbackRoutes(path: string, deps: CallbackDeps): Hono {
  const routes = new Hono();
  const receive = receiver(deps);
  routes.use(protectiveHeaders());
  routes.get(`${path}/:token{[0-9a-f]{64}}`, (context) => verify(context, deps));
  routes.post(`${path}/:token{[0-9a-f]{64}}`, receive);
  routes.notFound((context) => context.text("Nothing is here.\n", 404));
  routes.onError((error, context) => {
    deps.log.error("websub.crashed", faultFields(error));
    return context.text("vigie met an error; its log has the cause.\n", 500);
  });
  return routes;
}

function protectiveHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    // A challenge is text that a stranger wrote: no browser may take it for a page.
    headers.set("x-content-type-options", "nosniff");
    headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
    headers.set("cache-control", "no-store");
  };
}

function verify(context: Context, { subscriptions }: CallbackDeps): Response | Promise<Response> {
  const subscribed = subscriptions.behind(context.req.param("token") ?? "");
  // An answer without its body would leave the hub unconvinced, and vigie convinced.
  if (subscribed === undefined || context.req.method !== "GET") return context.notFound();
  const answer = answerTo(context, subscribed, subscriptions);
  return answer === undefined ? context.notFound() : context.text(answer);
}

/** Nothing to `unsubscribe`, too: vigie never asks for it, so whoever does is somebody else. */
function answerTo(
  { req }: Context,
  subscribed: Subscribed,
  subscriptions: Subscriptions,
): string | undefined {
  const mode = req.query("hub.mode");
  const topic = req.query("hub.topic");
  if (mode === "denied") {
    const isHeard = subscriptions.deny(subscribed, topic, req.query("hub.reason") ?? "");
    return isHeard ? "Understood.\n" : undefined;
  }
  const challenge = req.query("hub.challenge") ?? "";
  if (mode !== "subscribe" || challenge === "" || challenge.length > LONGEST_CHALLENGE) return undefined;
  return subscriptions.verify(subscribed, topic, req.query("hub.lease_seconds")) ? challenge : undefined;
}

function receiver(deps: CallbackDeps): (context: Context) => Promise<Response> {
  const unsigned = new Unsigned(deps);
  let reading = 0;
  return async (context) => {
    const subscribed = deps.subscriptions.behind(context.req.param("token") ?? "");
    if (subscribed === undefined) return context.text("Nobody subscribes to this here.\n", 410);
    const refusal = refusalOf(context, deps.maxBodyBytes);
    if (refusal !== undefined) return refusal;
    if (reading >= MOST_BODIES) return context.text("Busy.\n", 503, { "retry-after": BUSY_SECONDS });
    reading += 1;
    try {
      const body = await readBody(context.req.raw.body, deps.maxBodyBytes);
      if (body.kind === "too-large") return context.text("Too large.\n", 413);
      if (body.kind === "broken") return context.text("Incomplete.\n", 400);
      const key = deps.keys.hubSecretOf(subscribed.feedId, subscribed.link);
      if (!isSigned(body.bytes, context.req.header("x-hub-signature"), key)) unsigned.add(subscribed.feedId);
      else deps.announce(announcementOf(context, subscribed, body.bytes));
      // The same for both, as the Recommendation allows (§7.1): whoever guesses at keys learns nothing.
      return context.body(null, 202);
    } finally {
      reading -= 1;
    }
  };
}

function refusalOf(context: Context, maxBytes: number): Response | undefined {
  const coding = context.req.header("content-encoding") ?? "identity";
  // What the hub signed would have to be guessed: before the coding, or after it.
  if (coding.toLowerCase() !== "identity")
    return context.text("Send it as it is.\n", 415, { "accept-encoding": "identity" });
  return Number(context.req.header("content-length") ?? 0) > maxBytes
    ? context.text("Too large.\n", 413)
    : undefined;
}

function announcementOf(context: Context, subscribed: Subscribed, bytes: Uint8Array): Announcement {
  const contentType = context.req.header("content-type");
  return { ...subscribed, bytes, ...(contentType === undefined ? {} : { contentType }) };
}
