import { isDeepStrictEqual } from "node:util";
import { createGuardedClient } from "./fetch/guarded-client.ts";
import { createHttpFetcher, type HttpFetcher } from "./fetch/http-fetcher.ts";
import { type Closable, InForce } from "./in-force.ts";
import type { Config } from "./model/config.ts";
import type { Clock } from "./ports/clock.ts";
import type { Fetcher } from "./ports/fetcher.ts";
import type { HttpClient } from "./ports/http-client.ts";

/** The way out of this machine, by settings that may change: a request that is under way ends as it began. */
export interface Network {
  readonly fetcher: Fetcher & Closable;
  readonly http: HttpClient & Closable;
  /** Another configuration holds from the next request on. */
  follow(config: NetworkUse): Promise<void>;
}

/** What of a configuration the way out depends on. */
export type NetworkUse = Pick<Config, "network" | "feeds">;

export function createNetwork(
  config: NetworkUse,
  { version, clock }: { readonly version: string; readonly clock: Clock },
): Network {
  const open = ({ network, feeds }: NetworkUse): Ways => {
    const fetcher = createHttpFetcher({ network, version, clock });
    void fetcher.keep(authoritiesOf(feeds));
    const http = createGuardedClient({ network });
    return { fetcher, http, close: async () => void (await Promise.all([fetcher.close(), http.close()])) };
  };
  const ways = new InForce(open(config));
  let followed = config.network;
  const close = async (): Promise<void> => await ways.close();
  return {
    fetcher: {
      fetch: async (request, signal) => await ways.use(({ fetcher }) => fetcher.fetch(request, signal)),
      close,
    },
    http: {
      request: async (request, signal) => await ways.use(({ http }) => http.request(request, signal)),
      close,
    },
    async follow(next) {
      // Which host was asked when is forgotten with the ways, so that they are not replaced without need.
      if (isDeepStrictEqual(next.network, followed))
        return await ways.now.fetcher.keep(authoritiesOf(next.feeds));
      followed = next.network;
      await ways.replace(open(next));
    },
  };
}

function authoritiesOf(feeds: Config["feeds"]): ReadonlySet<string> {
  return new Set(feeds.flatMap(({ request }) => request?.ca ?? []));
}

interface Ways extends Closable {
  readonly fetcher: HttpFetcher;
  readonly http: HttpClient;
}
