import type { AppliedWeight, FeedbackRecord, Vote, VotedConcept } from "../../model/feedback.ts";
import { isObject } from "../disk/is-object.ts";

/** A record of the feedback log, out of whatever a line holds. */
export function isFeedbackRecord(value: unknown): value is FeedbackRecord {
  if (!isObject(value) || !holds(value, { at: "number", profileId: "string" })) return false;
  switch (value["kind"]) {
    case "vote":
      return isVote(value);
    case "applied":
      return holds(value, { profileHash: "string" }) && isListOf(value["weights"], isAppliedWeight);
    case "reset":
      return true;
    default:
      return false;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const VOTE: Readonly<Record<Exclude<keyof Vote, "kind" | "concepts" | "silencedBy">, string>> = {
  verdict: "string",
  reader: "string",
  at: "number",
  itemId: "string",
  title: "string",
  profileId: "string",
  profileHash: "string",
  score: "number",
  threshold: "number",
  alert: "boolean",
  boost: "number",
};

function isVote(value: Fields): boolean {
  return (
    holds(value, VOTE) &&
    (value["verdict"] === "up" || value["verdict"] === "down") &&
    isListOf(value["concepts"], isVotedConcept) &&
    isListOf(value["silencedBy"], isText)
  );
}

function isVotedConcept(value: unknown): value is VotedConcept {
  return (
    isObject(value) && holds(value, { id: "string", strength: "number" }) && isListOf(value["terms"], isText)
  );
}

function isAppliedWeight(value: unknown): value is AppliedWeight {
  return isObject(value) && holds(value, { concept: "string", from: "number", to: "number" });
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isListOf(value: unknown, isOne: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne);
}

function holds(value: Fields, types: Readonly<Record<string, string>>): boolean {
  return Object.entries(types).every(([name, type]) => typeof value[name] === type);
}
