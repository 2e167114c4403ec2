import { describe, expect, it } from "vitest";
import { OnePerFeed } from "../../src/queue/one-per-feed.ts";

/** Work that ends when it is told to, and the order in which works began and ended. */
function works() {
  const order: string[] = [];
  const ends = new Map<string, (fails?: Error) => void>();
  const work =
    (name: string): (() => Promise<string>) =>
    async () => {
      order.push(`${name} began`);
      const failure = await new Promise<Error | undefined>((resolve) => ends.set(name, resolve));
      order.push(`${name} ended`);
      if (failure !== undefined) throw failure;
      return name;
    };
  return { order, work, end: (name: string, failure?: Error): void => ends.get(name)?.(failure) };
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

describe("work on feeds", () => {
  it("of one feed never overlaps, and keeps its order", async () => {
    const feeds = new OnePerFeed();
    const { order, work, end } = works();
    const all = [
      feeds.run("a", work("poll")),
      feeds.run("a", work("ping")),
      feeds.run("a", work("next poll")),
    ];
    await settled();
    expect(order).toEqual(["poll began"]);
    for (const name of ["poll", "ping", "next poll"]) {
      end(name);
      await settled();
    }
    expect(await Promise.all(all)).toEqual(["poll", "ping", "next poll"]);
    expect(order).toEqual(
      ["poll", "ping", "next poll"].flatMap((name) => [`${name} began`, `${name} ended`]),
    );
  });

  it("of two feeds does not wait", async () => {
    const feeds = new OnePerFeed();
    const { order, work, end } = works();
    const all = [feeds.run("a", work("poll of a")), feeds.run("b", work("poll of b"))];
    await settled();
    expect(order).toEqual(["poll of a began", "poll of b began"]);
    end("poll of b");
    end("poll of a");
    await Promise.all(all);
  });

  it("goes on after work that failed, and tells the failure to whoever asked for it", async () => {
    const feeds = new OnePerFeed();
    const { work, end } = works();
    const first = feeds.run("a", work("poll"));
    const second = feeds.run("a", work("ping"));
    await settled();
    end("poll", new Error("the disk is full"));
    await expect(first).rejects.toThrow("the disk is full");
    await settled();
    end("ping");
    expect(await second).toBe("ping");
  });
});
