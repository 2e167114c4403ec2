import { plain } from "../../src/cli/plain.ts";
import { renderAlertMail } from "../../src/deliver/render/alert-mail.tsx";
import { renderDigest } from "../../src/deliver/render/digest.ts";
import { renderDiscordMessage } from "../../src/deliver/render/discord-message.ts";
import type { Message, Reader } from "../../src/model/delivery.ts";

const READER: Reader = { address: "reader@example.org", timezone: "Europe/Paris", language: "en" };
const FROM = { name: "Vigie", address: "vigie@example.org" };

/** What every kind of reader gets of a message, by where they get it; line feeds are left to texts of several lines. */
export function allOutputs(message: Message): Readonly<Record<string, string>> {
  const { alerts } = message;
  const [alert] = alerts;
  if (alert === undefined) throw new Error("a message without alerts");
  const mail = renderAlertMail({ alert, reader: READER });
  const digest = renderDigest({ alerts, reader: READER, from: FROM });
  return {
    post: textsIn(renderDiscordMessage(message, "en")).join("\n"),
    subject: mail.subject,
    "mail as HTML": mail.html,
    "mail as text": mail.text,
    "digest's subject": digest.subject,
    "digest as HTML": digest.html,
    "digest as text": digest.text,
    "row of a table": plain(alert.story.title),
  };
}

/** All strings in a value made of objects and lists. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
