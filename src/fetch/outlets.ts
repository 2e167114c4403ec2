import { type ConnectOptions, outward } from "./guarded-connector.ts";
import { Transports } from "./transports.ts";
import { trustAlsoIn, trustIn } from "./trust.ts";

/** The ways out of this machine for requests that trust the same authorities. */
export interface Outlet {
  /** To public addresses and to those that the operator allows. */
  readonly allowed: Transports;
  /** To public addresses alone: for what public servers lead to. */
  readonly publicOnly: Transports;
}

export interface OutletsOptions {
  readonly gate: Omit<ConnectOptions, "trust">;
  /** To one origin at the same time. */
  readonly connections: number;
  /** Certificate authorities, in PEM, instead of the well-known ones. */
  readonly ca?: string;
}

interface Open extends Outlet {
  readonly authorities: string;
  uses: number;
}

/**
 * One outlet for feeds that trust the well-known authorities, and one for each set of authorities that a feed brings:
 * what one feed trusts is nothing to the others, down to the connections that are kept. Those of the configuration
 * stay between two requests; any other is closed with the last request that uses it.
 */
export class Outlets {
  readonly #options: OutletsOptions;
  readonly #common: Outlet;
  readonly #byAuthorities = new Map<string, Open>();
  #kept: ReadonlySet<string> = new Set();

  constructor(options: OutletsOptions) {
    this.#options = options;
    this.#common = opened(options, options.ca === undefined ? {} : { trust: trustIn(options.ca) });
  }

  /** Does something with the outlet for these authorities, in PEM; without any, with the common one. */
  async use<Result>(
    authorities: string | undefined,
    work: (outlet: Outlet) => Promise<Result>,
  ): Promise<Result> {
    if (authorities === undefined) return await work(this.#common);
    const outlet = this.#outletFor(authorities);
    outlet.uses += 1;
    try {
      return await work(outlet);
    } finally {
      outlet.uses -= 1;
      await this.#closeIfDone(outlet);
    }
  }

  /** The authorities whose outlets stay from now on; to be told again whenever they change. */
  async keep(authorities: ReadonlySet<string>): Promise<void> {
    this.#kept = authorities;
    await Promise.all(Array.from(this.#byAuthorities.values(), async (one) => await this.#closeIfDone(one)));
  }

  async close(): Promise<void> {
    await Promise.all([closed(this.#common), ...Array.from(this.#byAuthorities.values(), closed)]);
  }

  #outletFor(authorities: string): Open {
    const known = this.#byAuthorities.get(authorities);
    if (known !== undefined) return known;
    const trust = trustAlsoIn(authorities, this.#options.ca);
    const outlet: Open = { ...opened(this.#options, { trust }), authorities, uses: 0 };
    this.#byAuthorities.set(authorities, outlet);
    return outlet;
  }

  async #closeIfDone(outlet: Open): Promise<void> {
    if (outlet.uses > 0 || this.#kept.has(outlet.authorities)) return;
    this.#byAuthorities.delete(outlet.authorities);
    await closed(outlet);
  }
}

function opened({ gate, connections }: OutletsOptions, trust: Pick<ConnectOptions, "trust">): Outlet {
  const trusting = { ...gate, ...trust };
  return {
    allowed: new Transports(trusting, connections),
    publicOnly: new Transports(outward(trusting), connections),
  };
}

async function closed({ allowed, publicOnly }: Outlet): Promise<void> {
  await Promise.all([allowed.close(), publicOnly.close()]);
}
