import { randomUUID } from "node:crypto";
import type { Alert } from "../model/alert.ts";
import type { Destination } from "../model/config.ts";
import type { Message, Reader } from "../model/delivery.ts";
import type { Language } from "../model/profile.ts";
import { DAY, type Instant } from "../model/time.ts";

const WORDS: Readonly<Record<Language, { title: string; text: string; mark: string }>> = {
  en: {
    title: "Test: vigie can reach you here",
    text: "This message was sent by hand to try out the destination. A real alert shows the words it was sent for.",
    mark: "real alert",
  },
  fr: {
    title: "Essai : vigie peut vous joindre ici",
    text: "Ce message a été envoyé à la main pour essayer la destination. Une vraie alerte montre les mots qui l’ont déclenchée.",
    mark: "vraie alerte",
  },
};

/** One harmless message for each reader of a destination, with an id of its own each time. */
export function sampleMessages(destination: Destination, now: Instant): readonly Message[] {
  if (destination.kind !== "email") return [sample(destination.id, destination.language, now)];
  return destination.readers.map((reader) => {
    const digest = { period: new Date(now).toISOString().slice(0, 10), from: now - DAY, to: now };
    return {
      ...sample(destination.id, reader.language, now, reader),
      ...(destination.mode === "digest" ? { digest } : {}),
    };
  });
}

function sample(destination: string, language: Language, now: Instant, reader?: Reader): Message {
  const id = randomUUID().replaceAll("-", "").slice(0, 24);
  return {
    id,
    destination,
    ...(reader === undefined ? {} : { reader }),
    alerts: [sampleAlert(id, destination, language, now)],
    queuedAt: now,
    earlier: { count: 0, uncertain: false },
  };
}

function sampleAlert(id: string, destination: string, language: Language, now: Instant): Alert {
  const words = WORDS[language];
  const start = words.text.indexOf(words.mark);
  return {
    id,
    destination,
    profile: { id: "test", name: { fr: "Essai", en: "Test" }, hash: "00000000" },
    story: {
      id,
      title: words.title,
      firstSeenAt: now,
      language,
      itemId: id,
      feedId: "vigie",
      source: "vigie",
    },
    score: 100,
    threshold: 50,
    evidence: 100,
    excludedPercent: 0,
    reasons: [{ concept: "test", text: words.mark, field: "summary", count: 1, points: 100 }],
    excerpt: {
      text: words.text,
      marks: [[start, start + words.mark.length]],
      titleMarks: [],
      cutBefore: false,
      cutAfter: false,
    },
    queuedAt: now,
  };
}
