import { createHmac } from "node:crypto";
import type { PushLink } from "../model/feed.ts";
import type { Secret } from "../model/secret.ts";

/**
 * What hubs are given: an address and a key for each feed, derived from one secret by HMAC-SHA-256. Nothing of it is
 * stored, a restart finds the same again, and whoever learns one of them knows no other.
 */
export class CallbackKeys {
  readonly #secret: Secret;

  constructor(secret: Secret) {
    this.#secret = secret;
  }

  /** The last step of the feed's callback address: 256 bits that nobody guesses. */
  tokenOf(feedId: string): string {
    return this.#derive(["callback", feedId]);
  }

  /** `hub.secret` of a subscription: 64 characters; the Recommendation allows 199 bytes (§5.1). */
  hubSecretOf(feedId: string, { hub, topic }: PushLink): string {
    return this.#derive(["hub.secret", feedId, hub, topic]);
  }

  #derive(parts: readonly string[]): string {
    return createHmac("sha256", this.#secret.reveal()).update(JSON.stringify(parts)).digest("hex");
  }
}
