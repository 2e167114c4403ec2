import { describe, expect, test } from "vitest";
import { stem } from "../../src/text/stem.ts";

describe("light stemming", () => {
  test.each([
    ["camera", "cameras"],
    ["faciale", "faciales"],
    ["facial", "faciaux"],
    ["reseau", "reseaux"],
    ["nationale", "nationaux"],
    ["personnel", "personnelle"],
    ["gendarmerie", "gendarmeries"],
    ["technology", "technologies"],
    ["technologie", "technologies"],
    ["city", "cities"],
    ["algorithmique", "algorithmiques"],
    ["recognition", "recognitions"],
  ])("%s and %s are one word", (a, b) => {
    expect(stem(a)).toBe(stem(b));
  });

  test.each([
    ["commune", "communisme"],
    ["police", "policy"],
    ["data", "date"],
    ["news", "new"],
    ["loi", "lot"],
    ["g7", "g7s"],
    ["ban", "banal"],
  ])("%s and %s stay apart", (a, b) => {
    expect(stem(a)).not.toBe(stem(b));
  });
});
