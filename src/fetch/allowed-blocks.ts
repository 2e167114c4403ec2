import type { NetworkConfig } from "../model/config.ts";
import { parseCidrs } from "./address-guard.ts";
import type { Cidr } from "./ip-address.ts";

/** The address blocks that an operator opens. Throws a RangeError that names what is none. */
export function allowedBlocks(network: Pick<NetworkConfig, "allowAddresses">): readonly Cidr[] {
  const reading = parseCidrs(network.allowAddresses);
  if (reading.kind === "ok") return reading.cidrs;
  throw new RangeError(`network.allowAddresses: not an address block: ${reading.texts.join(", ")}`);
}
