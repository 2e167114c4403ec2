import { isDeepStrictEqual } from "node:util";
import { createGuardedClient } from "./fetch/guarded-client.ts";
import { createHttpFetcher } from "./fetch/http-fetcher.ts";
import { type Closable, InForce } from "./in-force.ts";
import type { NetworkConfig } from "./model/config.ts";
import type { Clock, Fetcher, HttpClient } from "./ports.ts";

/** The way out of this machine, by settings that may change: a request that is under way ends as it began. */
export interface Network {
  readonly fetcher: Fetcher & Closable;
  readonly http: HttpClient & Closable;
  /** Other settings hold from the next request on. Which host was asked when is forgotten, so they must differ. */
  follow(settings: NetworkConfig): Promise<void>;
}

export function createNetwork(
  settings: NetworkConfig,
  { version, clock }: { readonly version: string; readonly clock: Clock },
): Network {
  const open = (network: NetworkConfig): Ways => {
    const fetcher = createHttpFetcher({ network, version, clock });
    const http = createGuardedClient({ network });
    return { fetcher, http, close: async () => void (await Promise.all([fetcher.close(), http.close()])) };
  };
  const ways = new InForce(open(settings));
  let followed = settings;
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
      if (isDeepStrictEqual(next, followed)) return;
      followed = next;
      await ways.replace(open(next));
    },
  };
}

interface Ways extends Closable {
  readonly fetcher: Fetcher;
  readonly http: HttpClient;
}
