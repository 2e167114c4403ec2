import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Message } from "../../src/model/delivery.ts";
import type { Channel } from "../../src/ports/channel.ts";

/** A channel with a receiver that can be told to misbehave. */
export interface ChannelUnderTest {
  readonly channel: Channel;
  /** The id of the destination that was opened. */
  readonly destination: string;
  readonly message: Message;
  /** How many messages the receiver has taken. */
  arrived(): number;
  /** The receiver refuses the next message for good. */
  refuseNext(): void;
  /** The receiver takes the next request and never answers; resolves when it is there. */
  hangNext(): Promise<void>;
  /** Ends the receiver; the channel is closed before. */
  close(): Promise<void>;
}

/** What every channel promises, whatever it sends to. */
export function describeChannel(name: string, open: () => Promise<ChannelUnderTest>): void {
  describe(`${name} as a channel`, () => {
    const never = new AbortController().signal;
    let given: ChannelUnderTest;

    beforeEach(async () => {
      given = await open();
    });
    afterEach(async () => {
      await given.channel.close();
      await given.close();
    });

    test("bears the id of its destination", () => {
      expect(given.channel.name).toBe(given.destination);
    });

    test("a message that is sent arrives once and has an id", async () => {
      const delivery = await given.channel.send(given.message, never);
      expect(delivery).toEqual({ kind: "sent", messageId: expect.stringMatching(/./) });
      expect(given.arrived()).toBe(1);
    });

    test("a refusal is a value, and nothing arrives", async () => {
      given.refuseNext();
      const delivery = await given.channel.send(given.message, never);
      expect(delivery).toMatchObject({ kind: "rejected", reason: expect.stringMatching(/./) });
      expect(given.arrived()).toBe(0);
    });

    test("the next message after a refusal arrives", async () => {
      given.refuseNext();
      await given.channel.send(given.message, never);
      await expect(given.channel.send(given.message, never)).resolves.toMatchObject({ kind: "sent" });
      expect(given.arrived()).toBe(1);
    });

    test("a call ends when its signal aborts, and says that the message may have arrived", async () => {
      const stop = new AbortController();
      const reached = given.hangNext();
      const sending = given.channel.send(given.message, stop.signal);
      await reached;
      stop.abort();
      await expect(sending).resolves.toMatchObject({ kind: "uncertain" });
    });

    test("nothing is sent once the signal has aborted", async () => {
      const delivery = await given.channel.send(given.message, AbortSignal.abort());
      expect(delivery).toMatchObject({ kind: "retry" });
      expect(given.arrived()).toBe(0);
    });

    test("closing twice is closing once", async () => {
      await given.channel.send(given.message, never);
      await given.channel.close();
      await expect(given.channel.close()).resolves.toBeUndefined();
    });
  });
}
