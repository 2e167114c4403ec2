import { expect, onTestFinished } from "vitest";
import { createGuardedClient } from "../../src/fetch/guarded-client.ts";
import type { WebSubConfig } from "../../src/model/config.ts";
import type { PushLink } from "../../src/model/feed.ts";
import { Secret } from "../../src/model/secret.ts";
import type { HttpClient } from "../../src/ports/http-client.ts";
import type { Log } from "../../src/ports/log.ts";
import type { PushedBody } from "../../src/websub/announcements.ts";
import { WebSub } from "../../src/websub/web-sub.ts";
import { type Hub, startHub } from "./a-hub.ts";
import { aLog } from "./a-log.ts";

export const TOPIC = "https://example.org/feed.xml";

export function aWebSubConfig(given: Partial<WebSubConfig> = {}): WebSubConfig {
  return {
    callback: "https://vigie.example.org/websub",
    host: "127.0.0.1",
    port: 0,
    secret: new Secret("a secret that only this test knows"),
    ...given,
  };
}

/** What reached the pipeline, and how it takes the next. */
export interface Arrivals {
  readonly bodies: { readonly feedId: string; readonly text: string; readonly contentType?: string }[];
  readonly polls: string[];
  take(feedId: string, body: PushedBody): Promise<"taken" | "unusable">;
}

export interface WebSubSetting {
  readonly websub: WebSub;
  /** Where the subscriber listens. */
  readonly port: number;
  readonly hub: Hub;
  readonly link: PushLink;
  readonly arrivals: Arrivals;
  readonly log: ReturnType<typeof aLog>;
  /** Sets the clock forward. */
  readonly wait: (ms: number) => void;
  /** Ticks until the hub was asked so many times: the answer to the last request may still be on its way. */
  readonly asked: (count: number) => Promise<void>;
  /** Lets the hub verify the request for the feed `example`, and gives that request. */
  readonly subscribed: () => Promise<URLSearchParams>;
  /** Resolves once the log holds so many of these. */
  readonly told: (event: string, count?: number) => Promise<void>;
}

/** A real subscriber and a real hub, and a pipeline that keeps what it is given; all closed after the test. */
export async function aWebSub(
  given: Partial<WebSubConfig> = {},
  allowAddresses: readonly string[] = ["127.0.0.1/32"],
  http: HttpClient & { close(): Promise<void> } = createGuardedClient({ network: { allowAddresses } }),
): Promise<WebSubSetting> {
  let now = Date.UTC(2026, 2, 2, 9);
  const hub = await startHub();
  const { log, told } = aTellingLog();
  const websub = new WebSub(aWebSubConfig(given), {
    http,
    clock: { now: () => now },
    log,
    maxBodyBytes: 64 * 1024,
    userAgent: "vigie/1.2.3",
    random: () => 0.5,
  });
  const arrivals: Arrivals = {
    bodies: [],
    polls: [],
    async take(feedId, { bytes, contentType }) {
      const type = contentType === undefined ? {} : { contentType };
      arrivals.bodies.push({ feedId, text: Buffer.from(bytes).toString("utf8"), ...type });
      return "taken";
    },
  };
  const port = await websub.listen({
    ingest: async (feedId, body) => await arrivals.take(feedId, body),
    pollNow: (feedId) => void arrivals.polls.push(feedId),
  });
  hub.proxyTo(port);
  onTestFinished(async () => {
    await websub.close();
    await Promise.all([http.close(), hub.close()]);
  });
  const link: PushLink = { hub: hub.url, topic: TOPIC, isInside: true };
  return {
    websub,
    port,
    hub,
    link,
    arrivals,
    log,
    wait: (ms) => void (now += ms),
    told,
    asked: async (count) =>
      await expect
        .poll(() => {
          websub.tick();
          return hub.forms.length;
        })
        .toBe(count),
    async subscribed() {
      websub.watch("example", link);
      websub.tick();
      await hub.verified(1);
      const [form] = hub.forms;
      if (form === undefined) throw new Error("the hub was not asked");
      return form;
    },
  };
}

/** A log that can be waited for. */
export function aTellingLog(): Pick<WebSubSetting, "log" | "told"> {
  const kept = aLog();
  const looks = new Set<() => void>();
  const telling =
    (level: "info" | "warn" | "error"): Log["info"] =>
    (event, fields) => {
      kept[level](event, fields);
      for (const look of looks) look();
    };
  return {
    log: { events: kept.events, info: telling("info"), warn: telling("warn"), error: telling("error") },
    told: async (event, count = 1) =>
      await new Promise<void>((resolve) => {
        const look = (): void => {
          if (kept.events.filter((each) => each.event === event).length >= count) resolve();
        };
        looks.add(look);
        look();
      }),
  };
}
