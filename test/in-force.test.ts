import { describe, expect, it } from "vitest";
import { InForce } from "../src/in-force.ts";

/** Parts that know their name, and note when they are closed. */
function someParts() {
  const closed: string[] = [];
  const parts = (name: string) => ({ name, close: async () => void closed.push(name) });
  return { closed, parts };
}

describe("parts that others take the place of", () => {
  it("are closed at once when nothing works with them", async () => {
    const { closed, parts } = someParts();
    const inForce = new InForce(parts("old"));
    await inForce.replace(parts("new"));
    expect([closed, inForce.now.name]).toEqual([["old"], "new"]);
  });

  it("serve the work that began with them to its end, and no other", async () => {
    const { closed, parts } = someParts();
    const inForce = new InForce(parts("old"));
    const seen = await inForce.use(async ({ name: used }) => {
      await inForce.replace(parts("new"));
      return { used, next: await inForce.use(async ({ name }) => name), closed: [...closed] };
    });
    expect(seen).toEqual({ used: "old", next: "new", closed: [] });
    expect(closed).toEqual(["old"]);
  });

  it("are closed also when the last work with them fails", async () => {
    const { closed, parts } = someParts();
    const inForce = new InForce(parts("old"));
    const failing = inForce.use(async () => {
      await inForce.replace(parts("new"));
      throw new Error("a full disk");
    });
    await expect(failing).rejects.toThrow("a full disk");
    expect(closed).toEqual(["old"]);
  });
});
