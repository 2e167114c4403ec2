import { expect, test } from "vitest";
import { judgeDiscord, type Observation } from "../../src/deliver/judge-discord.ts";
import type { Delivery } from "../../src/model/delivery.ts";
import { HOUR, MINUTE } from "../../src/model/time.ts";

const NOW = Date.UTC(2026, 2, 2, 9, 6);

function refused(status: number, code?: number): Observation {
  return { kind: "refused", status, text: "no", ...(code === undefined ? {} : { code }) };
}

const TABLE: readonly (readonly [string, Observation, Partial<Delivery> & object])[] = [
  [
    "2xx with an id is sent",
    { kind: "answered", status: 200, body: { id: "7" } },
    { kind: "sent", messageId: "7" },
  ],
  [
    "2xx with a number for an id is uncertain",
    { kind: "answered", status: 200, body: { id: 7 } },
    { kind: "uncertain" },
  ],
  [
    "204 without wait=true is uncertain",
    { kind: "answered", status: 204, body: undefined },
    { kind: "uncertain" },
  ],
  [
    "a redirect is tried again a quarter of an hour later",
    { kind: "answered", status: 302, body: undefined },
    { kind: "retry", scope: "destination", notBefore: NOW + 15 * MINUTE },
  ],
  [
    "slow mode is a rate limit",
    refused(400, 20016),
    { kind: "retry", rateLimited: true, scope: "destination" },
  ],
  [
    "an archived thread stops the destination",
    refused(400, 50083),
    { kind: "rejected", scope: "destination" },
  ],
  [
    "a forum without a title for its post stops it",
    refused(400, 220_001),
    { kind: "rejected", scope: "destination" },
  ],
  ["closed direct messages stop it", refused(403, 50007), { kind: "rejected", scope: "destination" }],
  ["auto-moderation is about the message", refused(403, 200_000), { kind: "rejected", scope: "message" }],
  ["too large is about the message", refused(413, 40005), { kind: "rejected", scope: "message" }],
  ["an unknown 400 is about the message", refused(400, 1), { kind: "rejected", scope: "message" }],
  ["an unknown 4xx loses no message", refused(405, 0), { kind: "rejected", scope: "destination" }],
  ["a 400 without a code is not Discord's", refused(400), { kind: "retry", notBefore: NOW + 15 * MINUTE }],
  [
    "an hour of rate limit is an hour",
    { kind: "rate-limited", waitMs: HOUR },
    { kind: "retry", rateLimited: true, notBefore: NOW + HOUR },
  ],
];

test.each(TABLE)("%s", (_, seen, verdict) => {
  expect(judgeDiscord(seen, NOW)).toMatchObject(verdict);
});
