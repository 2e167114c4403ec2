import type { Instant } from "./time.ts";

/** Items about the same event. Today a story has one item; its id is what an alert is keyed on. */
export interface Story {
  readonly id: string;
  readonly title: string;
  readonly link?: string;
  /** The publisher's date, when it gave a believable one. */
  readonly published?: Instant;
  readonly firstSeenAt: Instant;
  readonly language?: string;
  readonly itemId: string;
  readonly feedId: string;
  /** The feed's display name. */
  readonly source: string;
}
