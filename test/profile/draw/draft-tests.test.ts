import { expect, test } from "vitest";
import { aDocument, drawn } from "../../support/a-drawing.ts";

test("a text without line breaks gives its tests a headline, not all of itself", () => {
  const text = "et Navibus, dit-on, attend, ".repeat(40);
  const [draft] = drawn([aDocument(text)]).drafts;
  expect(draft?.tests).toMatchObject([{ expect: "alert" }]);
  expect(draft?.tests.filter(({ title }) => title.length > 300)).toEqual([]);
});
