import { describe, expect, it } from "vitest";
import { feedProblem } from "../../src/model/feed-problem.ts";

describe("why a feed cannot be read", () => {
  it.each([
    ["dns", "the server’s name cannot be found", "le nom du serveur est introuvable"],
    ["http-403", "the server refuses us (403)", "le serveur nous refuse l’accès (403)"],
    ["http-404", "nothing is at this address (404)", "rien ne se trouve à cette adresse (404)"],
    ["http-503", "the server is ill (503)", "le serveur est en panne (503)"],
    ["http-418", "the server answered 418", "le serveur a répondu 418"],
  ] as const)("%s is «%s»", (kind, en, fr) => {
    expect(feedProblem(kind, "en")).toBe(en);
    expect(feedProblem(kind, "fr")).toBe(fr);
  });
});
