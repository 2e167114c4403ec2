import { openOnce } from "./deliver/open-once.ts";
import type { Effects } from "./effects.ts";
import { type Closable, InForce } from "./in-force.ts";
import { ingest } from "./ingest.ts";
import { compile, type Matcher } from "./match/compile.ts";
import type { Config } from "./model/config.ts";
import { Connectivity } from "./model/connectivity.ts";
import { hostOf } from "./model/host-of.ts";
import { HostPauses } from "./model/host-pauses.ts";
import { networkWatch } from "./network-watch.ts";
import type { SendDeps } from "./outbox/send-due.ts";
import { drain, poll, type PollDeps } from "./pipeline.ts";
import type { PushWorker } from "./push.ts";
import { Lanes } from "./queue/lanes.ts";
import { OnePerFeed } from "./queue/one-per-feed.ts";
import { nextPollAt } from "./schedule/due.ts";
import { VERSION } from "./version.ts";
import { WebSub } from "./websub/web-sub.ts";
import type { WorkerDeps } from "./worker.ts";

/** The worker as one configuration makes it. */
export interface Parts extends PushWorker, Closable {
  readonly matcher: Matcher;
}

export interface Assembly {
  readonly worker: InForce<Parts>;
  /** Absent when no hub is asked for announcements. */
  readonly websub: WebSub | undefined;
  /** Of what hubs announced. */
  readonly pushLanes: Lanes;
  /** Puts another configuration into force: for whatever begins from now on. */
  enforce(config: Config): Promise<void>;
}

/** Binds the pipeline to its effects, and what changes with the configuration to what outlives it. */
export function assemble(config: Config, effects: Effects): Assembly {
  const lasting = lastingParts(config, effects);
  const worker = new InForce(partsUnder(config, effects, lasting));
  return {
    worker,
    websub: lasting.websub,
    pushLanes: lasting.pushLanes,
    async enforce(next) {
      const parts = partsUnder(next, effects, lasting);
      forgetFeeds(worker.now.config, next, lasting);
      lasting.connectivity.resize(hostCount(next));
      for (const lanes of [lasting.lanes, lasting.pushLanes]) lanes.resize(next.poll.concurrency);
      await effects.followNetwork(next);
      await worker.replace(parts);
    },
  };
}

/** What is known of feeds, hosts, the network and deliveries, whatever the configuration. */
interface Lasting
  extends
    Pick<PollDeps, "pauses">,
    Pick<SendDeps, "unsettled" | "waitingNext">,
    Pick<WorkerDeps, "unrecorded" | "underWay"> {
  readonly lanes: Lanes;
  readonly pushLanes: Lanes;
  readonly feeds: OnePerFeed;
  readonly connectivity: Connectivity;
  readonly websub: WebSub | undefined;
}

function lastingParts(config: Config, effects: Effects): Lasting {
  return {
    pauses: HostPauses.in(effects.store.feedStates("paused")),
    unsettled: new Map(),
    waitingNext: new Set(),
    unrecorded: new Map(),
    underWay: new Set(),
    lanes: new Lanes(config.poll.concurrency),
    pushLanes: new Lanes(config.poll.concurrency),
    feeds: new OnePerFeed(),
    connectivity: new Connectivity(hostCount(config)),
    websub: createWebSub(config, effects),
  };
}

function hostCount({ feeds }: Config): number {
  return new Set(feeds.map(({ url }) => hostOf(url))).size;
}

function forgetFeeds(before: Config, after: Config, { unrecorded, websub }: Lasting): void {
  const kept = new Set(after.feeds.map(({ id }) => id));
  for (const { id } of before.feeds) {
    if (kept.has(id)) continue;
    unrecorded.delete(id);
    websub?.watch(id, undefined);
  }
}

function partsUnder(config: Config, effects: Effects, lasting: Lasting): Parts {
  const { store, clock, log } = effects;
  const { feeds, unrecorded, unsettled, waitingNext, lanes, underWay } = lasting;
  const matcher = compile(config.profiles);
  const channels = openOnce(async (destination) => await effects.openChannel(destination, config.mail));
  const polling = pollDeps(config, matcher, { effects, lasting });
  const sending: SendDeps = {
    store,
    clock,
    log,
    destinations: config.destinations,
    channelOf: channels.channelOf,
    random: () => effects.random(),
    deadline: () => effects.deadline(),
    limits: config.outbox,
    operators: config.notices,
    unsettled,
    waitingNext,
  };
  return {
    config,
    store,
    clock,
    log,
    matcher,
    unrecorded,
    lanes,
    underWay,
    poll: async (feed, signal) => await feeds.run(feed.id, () => poll(feed, polling, signal)),
    drain: async (ending) => await drain(sending, ending),
    ingest: async (feed, pushed) => await feeds.run(feed.id, () => ingest(feed, pushed, polling)),
    close: channels.close,
  };
}

function pollDeps(
  config: Config,
  matcher: Matcher,
  { effects, lasting }: { readonly effects: Effects; readonly lasting: Lasting },
): PollDeps {
  const { store, clock, log, fetcher, reader } = effects;
  const { destinations, profiles, trackingParams, notices: operators, outbox: limits } = config;
  const { connectivity, pauses, websub } = lasting;
  return {
    fetcher,
    reader,
    store,
    clock,
    log,
    matcher,
    profiles,
    destinations,
    trackingParams,
    limits,
    breathe: async () => await effects.breathe(),
    languageOf: async (item) => await effects.languageOf(item),
    pauses,
    operators,
    isOffline: networkWatch(connectivity, { store, clock, log, destinations, operators }),
    nextPollAt: (feed, ending) =>
      nextPollAt(
        feed,
        { ...ending, ...(websub?.isPushed(feed.id) === true ? { pushed: true } : {}) },
        { now: clock.now(), random: effects.random(), rhythm: config.poll },
      ),
  };
}

function createWebSub({ websub, network }: Config, effects: Effects): WebSub | undefined {
  if (websub === undefined || websub.off !== undefined) return undefined;
  return new WebSub(websub, {
    ...effects,
    random: () => effects.random(),
    maxBodyBytes: network.maxBodyBytes,
    userAgent: `vigie/${VERSION}`,
  });
}
