import type { ConsoleView } from "../../src/console/view-model.ts";
import type { Alert } from "../../src/model/alert.ts";
import type { MessageState } from "../../src/model/delivery.ts";
import { DAY, HOUR, MINUTE } from "../../src/model/time.ts";
import { aConsoleView, NOW } from "./a-console-view.ts";
import { aFeed, aFeedState } from "./a-feed.ts";
import { anAlert } from "./an-alert.ts";

const DELIVERIES: ReadonlyMap<string, MessageState> = new Map([
  ["trams-1", "sent"],
  ["trams-2", "held"],
  ["bees-1", "uncertain"],
  ["locks-1", "dead"],
]);

/** A console on a day when much happened: every state of feeds, destinations and deliveries is on the page. */
export function aBusyConsole(given: Partial<ConsoleView> = {}): ConsoleView {
  return aConsoleView({
    alerts: (limit) => ALERTS.slice(0, limit),
    deliveries: () => DELIVERIES,
    feeds: () => FEEDS,
    destinations: () => DESTINATIONS,
    health: () => ({
      ready: false,
      checks: [
        { name: "store", ok: true, detail: "last write 2 s ago" },
        { name: "schedule", ok: true, detail: "last beat 14 s ago" },
        { name: "outbox", ok: false, detail: "the oldest message waits since 3 h" },
      ],
    }),
    ...given,
  });
}

const base = anAlert();

const ALERTS: readonly Alert[] = [
  anAlert({ id: "trams-1", queuedAt: NOW - 12 * MINUTE }),
  anAlert({ id: "trams-2", queuedAt: NOW - 12 * MINUTE, destination: "morning" }),
  anAlert({
    id: "bees-1",
    queuedAt: NOW - 3 * HOUR,
    profile: {
      id: "bees",
      name: { fr: "Abeilles et apiculture", en: "Bees and beekeeping" },
      hash: "0123abcd",
    },
    score: 52,
    evidence: 80,
    excludedPercent: 35,
    story: {
      ...base.story,
      id: "bees",
      title:
        "Les ruches du toit de la bibliothèque ont donné quarante kilos de miel, un record pour la saison",
      language: "fr",
      source: "Le Courrier du Port",
    },
    reasons: [
      { concept: "hive", text: "ruches", field: "title", count: 1, points: 44 },
      { concept: "honey", text: "miel", field: "summary", count: 3, points: 28 },
      { concept: "city", text: "bibliothèque", field: "body", count: 1, points: 8 },
    ],
    excerpt: {
      text: "installées il y a trois ans, les ruches de la rue Haute produisent un miel de tilleul vendu au profit de l’école.",
      marks: [
        [33, 39],
        [70, 74],
      ],
      titleMarks: [[4, 10]],
      cutBefore: true,
      cutAfter: true,
    },
  }),
  anAlert({
    id: "locks-1",
    queuedAt: NOW - DAY,
    destination: "a-destination-with-quite-a-long-name",
    score: 99,
    evidence: 99,
    story: {
      ...base.story,
      id: "locks",
      link: "javascript:alert(1)",
      title: `Lock ${"averyverylongwordwithoutanyspace".repeat(4)} opens`,
    },
    excerpt: { text: "", marks: [], titleMarks: [], cutBefore: false, cutAfter: false },
  }),
];

const FEEDS: ReturnType<ConsoleView["feeds"]> = [
  {
    feed: aFeed({ id: "fine", name: "The Harbour Gazette" }),
    state: aFeedState({
      lastSuccessAt: NOW - 4 * MINUTE,
      nextPollAt: NOW + 11 * MINUTE,
      lastNewItemAt: NOW - 12 * MINUTE,
    }),
  },
  {
    feed: aFeed({ id: "quiet", name: "Annales des ponts et chaussées" }),
    state: aFeedState({ lastSuccessAt: NOW - 2 * HOUR, nextPollAt: NOW - MINUTE }),
  },
  { feed: aFeed({ id: "new", name: "A feed added just now" }) },
  {
    feed: aFeed({ id: "ill", name: "Le Courrier du Port" }),
    state: aFeedState({
      failures: 7,
      lastSuccessAt: NOW - 9 * HOUR,
      nextPollAt: NOW + 2 * HOUR,
      problem: {
        kind: "http-503",
        detail: "courrier.example.org answered 503 Service Unavailable",
        since: NOW - 8 * HOUR,
      },
    }),
  },
  {
    feed: aFeed({ id: "gone", name: "Old bulletin" }),
    state: aFeedState({ failures: 1, lastSuccessAt: NOW - 40 * DAY, goneAt: NOW - 30 * DAY }),
  },
];

const DESTINATIONS: ReturnType<ConsoleView["destinations"]> = [
  {
    id: "researchers",
    kind: "discord-webhook",
    counts: { sent: 128, pending: 1 },
    lastSentAt: NOW - 12 * MINUTE,
  },
  { id: "newsroom", kind: "discord-bot", off: "DISCORD_BOT_TOKEN is not set", counts: { pending: 3 } },
  {
    id: "desk",
    kind: "email",
    counts: { pending: 4, uncertain: 1, dead: 2, sent: 40 },
    lastSentAt: NOW - 5 * HOUR,
    state: {
      destination: "desk",
      failures: 3,
      notBefore: NOW + 20 * MINUTE,
      problem: { reason: "454 4.7.0 Temporary authentication failure", since: NOW - 4 * HOUR, held: false },
    },
  },
  {
    id: "archive",
    kind: "discord-webhook",
    counts: { pending: 12 },
    state: {
      destination: "archive",
      failures: 1,
      notBefore: NOW + 6 * HOUR,
      problem: { reason: "Unknown Webhook (10015)", since: NOW - 2 * DAY, held: true },
    },
  },
  { id: "morning", kind: "email", counts: { held: 6 } },
];
