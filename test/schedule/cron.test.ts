import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DAY, HOUR, MINUTE, SECOND } from "../../src/model/time.ts";
import { type Heartbeat, startHeartbeat } from "../../src/schedule/cron.ts";

const NOON = Date.UTC(2026, 2, 2, 12, 0, 30);

describe("the heartbeat", () => {
  let beats = 0;
  let heart: Heartbeat;
  let expression = "";

  beforeEach(() => {
    vi.useFakeTimers({ now: NOON });
    beats = 0;
    expression = "* * * * *";
    heart = startHeartbeat(
      () => expression,
      () => void (beats += 1),
    );
  });

  afterEach(async () => {
    await heart.stop();
    vi.useRealTimers();
  });

  const after = async (ms: number): Promise<number> => {
    await vi.advanceTimersByTimeAsync(ms);
    return beats;
  };

  it("beats at every match of its expression", async () => {
    expect(await after(29 * SECOND)).toBe(0);
    expect(await after(SECOND)).toBe(1);
    expect(await after(3 * MINUTE)).toBe(4);
  });

  it("beats at once after a night's sleep, and then as before", async () => {
    vi.setSystemTime(NOON + 9 * HOUR);
    expect(await after(SECOND)).toBe(1);
    expect(await after(3 * MINUTE)).toBe(4);
  });

  it("does not stand still when the clock is set back", async () => {
    vi.setSystemTime(NOON - 3 * DAY);
    expect(await after(SECOND)).toBe(1);
    expect(await after(3 * MINUTE)).toBe(4);
  });

  it("does not count the minutes of half a century when a clock that began in 1970 is set", async () => {
    vi.setSystemTime(NOON + 56 * 365 * DAY);
    expect(await after(SECOND)).toBe(1);
    expect(await after(3 * MINUTE)).toBe(4);
  });

  it("beats late rather than not at all when the process was busy at its time", async () => {
    expect(await after(28 * SECOND)).toBe(0);
    vi.setSystemTime(NOON + 32 * SECOND);
    expect(await after(2 * SECOND)).toBe(1);
  });

  it("beats at once when its expression is another one, and then by that", async () => {
    expression = "*/10 * * * * *";
    expect(await after(SECOND)).toBe(1);
    expect(await after(30 * SECOND)).toBe(4);
  });

  it("begins no beat once it is stopped", async () => {
    await heart.stop();
    vi.setSystemTime(NOON + HOUR);
    expect(await after(HOUR)).toBe(0);
  });
});
