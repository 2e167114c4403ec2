import { expect, it } from "vitest";
import { noticeLine } from "../../src/cli/notice-line.ts";
import { someNotices } from "../support/a-notice.ts";

it("a notice in the outbox is said in a few words", () => {
  expect(someNotices().map(noticeLine)).toEqual([
    "Harbour News cannot be read: the server did not answer in time",
    "Harbour News can be read again",
    "Harbour News is gone for good",
    "Harbour News has moved to https://example.com/feeds/harbour?format=atom",
    "Harbour News: items may be missing",
    "Harbour News: old items under new names",
    "Harbour News has been silent for longer than usual",
    "Harbour News has something new again",
    "Harbour News is suddenly empty",
    "Harbour News lists items again",
    "vigie is offline",
    "vigie is online again",
    "researchers refuses every message",
    "researchers takes messages again",
    "a message to researchers was given up",
  ]);
});
