import type { Destination } from "../model/config.ts";
import type { Channel } from "../ports/channel.ts";

/** Channels that are opened when they are first used, and kept. */
export interface OpenChannels {
  readonly channelOf: (destination: Destination) => Promise<Channel>;
  /** Closes what was opened; one that fails to does not keep the others open. */
  readonly close: () => Promise<void>;
}

/** Opens each destination's channel once. An opening that fails is not remembered: the next use tries again. */
export function openOnce(open: (destination: Destination) => Promise<Channel>): OpenChannels {
  const channels = new Map<string, Promise<Channel>>();
  return {
    async channelOf(destination) {
      const known = channels.get(destination.id);
      if (known !== undefined) return await known;
      const opening = open(destination);
      channels.set(destination.id, opening);
      try {
        return await opening;
      } catch (error) {
        channels.delete(destination.id);
        throw error;
      }
    },
    async close() {
      const endings = [...channels.values()].map(async (channel) => await (await channel).close());
      await Promise.allSettled(endings);
    },
  };
}
