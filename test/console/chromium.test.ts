import { describe, expect, it } from "vitest";
import { findChromium } from "../support/chromium.ts";

describe("the browser of the tests", () => {
  it("is the one that CHROMIUM_PATH names, and no other", () => {
    const found = findChromium({ CHROMIUM_PATH: "/opt/chromium" }, (path) => path === "/opt/chromium");
    expect(found).toEqual({ kind: "found", path: "/opt/chromium" });
    const elsewhere = findChromium(
      { CHROMIUM_PATH: "/opt/chromium" },
      (path) => path === "/usr/bin/chromium",
    );
    expect(elsewhere.kind).toBe("absent");
  });

  it("is found at its usual place", () => {
    expect(findChromium({}, (path) => path === "/usr/bin/chromium")).toEqual({
      kind: "found",
      path: "/usr/bin/chromium",
    });
  });

  it("may be absent, unless VIGIE_REQUIRE names it", () => {
    const nowhere = (): boolean => false;
    expect(findChromium({}, nowhere)).toMatchObject({ kind: "absent", required: false });
    expect(findChromium({ VIGIE_REQUIRE: "postgres" }, nowhere)).toMatchObject({ required: false });
    expect(findChromium({ VIGIE_REQUIRE: "postgres, chromium" }, nowhere)).toMatchObject({ required: true });
  });
});
