import { BlockList, isIP } from "node:net";
import type { z } from "zod";
import { word } from "./formats.ts";

/** A block of addresses, e.g. `192.168.1.0/24` or `fd00::/8`. */
export const ADDRESS_BLOCK: z.ZodType<string, string> = word({
  expected: "a block of addresses such as 127.0.0.1/32 or fd00::/8",
  isValid: isBlock,
  suggest: blockOf,
});

/** The block that holds one address literal and no other; nothing for a name. */
export function blockOf(address: string): string | undefined {
  const family = isIP(address);
  return family === 0 ? undefined : `${address}/${family === 4 ? 32 : 128}`;
}

/** Whether an address literal lies in one of these blocks. A block speaks for its own family only. */
export function isInside(address: string, blocks: readonly string[]): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return blocks.some((block) => {
    const [network = "", prefix] = block.split("/");
    if (isIP(network) !== family) return false;
    const list = new BlockList();
    const kind = family === 4 ? "ipv4" : "ipv6";
    list.addSubnet(network, Number(prefix), kind);
    return list.check(address, kind);
  });
}

function isBlock(text: string): boolean {
  const [, address = "", prefix] = /^([\da-f.:]+)\/(\d{1,3})$/iu.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(prefix) <= (family === 4 ? 32 : 128);
}
