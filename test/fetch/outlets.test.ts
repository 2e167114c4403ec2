import { describe, expect, it, onTestFinished } from "vitest";
import { type Outlet, Outlets } from "../../src/fetch/outlets.ts";
import { AUTHORITY, CERTIFICATE } from "../support/certificate.ts";

const NONE: ReadonlySet<string> = new Set();

function someOutlets() {
  // Without a list of all well-known authorities, which takes longer to read than all of these tests.
  const outlets = new Outlets({ gate: { allow: [] }, connections: 1, ca: CERTIFICATE.cert });
  onTestFinished(async () => await outlets.close());
  const outletFor = async (ca?: string): Promise<Outlet> => await outlets.use(ca, async (outlet) => outlet);
  return { outlets, outletFor };
}

/** Whether an outlet was closed: a closed one makes no request, and says so before the guard is asked. */
async function isClosed({ allowed }: Outlet): Promise<boolean> {
  const url = new URL("http://127.0.0.1:9/");
  const asked = allowed.ask({ url, headers: {}, proxy: undefined, signal: new AbortController().signal });
  return await asked.then(
    () => false,
    (error: unknown) => error instanceof Error && error.name === "ClientDestroyedError",
  );
}

describe("the outlet for a feed's authorities", () => {
  it("is that of every feed with the same, and of no other", async () => {
    const { outlets, outletFor } = someOutlets();
    await outlets.keep(new Set([AUTHORITY, CERTIFICATE.cert]));
    const [own, again] = [await outletFor(AUTHORITY), await outletFor(AUTHORITY)];
    expect(again).toBe(own);
    expect(new Set([own, await outletFor(CERTIFICATE.cert), await outletFor()]).size).toBe(3);
  });

  it("stays while the configuration has them, and is closed once it has them no more", async () => {
    const { outlets, outletFor } = someOutlets();
    await outlets.keep(new Set([AUTHORITY]));
    const own = await outletFor(AUTHORITY);
    await outlets.keep(new Set([AUTHORITY, CERTIFICATE.cert]));
    expect(await isClosed(own)).toBe(false);
    await outlets.keep(NONE);
    expect(await isClosed(own)).toBe(true);
    expect(await outletFor(AUTHORITY)).not.toBe(own);
  });

  it("is closed only when the last request with it has ended", async () => {
    const { outlets, outletFor } = someOutlets();
    await outlets.keep(new Set([AUTHORITY]));
    const own = await outlets.use(AUTHORITY, async (outlet) => {
      await outlets.keep(NONE);
      expect([(await outletFor(AUTHORITY)) === outlet, await isClosed(outlet)]).toEqual([true, false]);
      return outlet;
    });
    expect(await isClosed(own)).toBe(true);
  });
});
