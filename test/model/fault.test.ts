import { describe, expect, it } from "vitest";
import { faultFields, isStoreFault } from "../../src/model/fault.ts";
import { StoreFullError } from "../../src/store/disk/store-errors.ts";

describe("an exception", () => {
  it("is told by its name, its message and the place it came from", () => {
    const fields = faultFields(new TypeError("x is not a function"));
    expect(fields.error).toBe("TypeError: x is not a function");
    expect(fields.at).toContain("fault.test.ts");
  });

  it("that is no error is told as it is", () => {
    expect(faultFields("broken")).toEqual({ error: "broken" });
  });

  it("is the store's when its code says so, and not when a library's does", () => {
    expect(isStoreFault(new StoreFullError("data", undefined))).toBe(true);
    expect(isStoreFault(Object.assign(new Error("x"), { code: "ENOENT" }))).toBe(false);
    expect(isStoreFault("STORE_FULL")).toBe(false);
  });
});
