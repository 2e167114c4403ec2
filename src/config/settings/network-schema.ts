import { z } from "zod";
import type { HostPace, NetworkConfig } from "../../model/config.ts";
import { hostOf } from "../../model/host-of.ts";
import { HOUR, MINUTE, SECOND } from "../../model/time.ts";
import { ADDRESS_BLOCK } from "../check/address-blocks.ts";
import { CONTACT } from "../check/contact-formats.ts";
import { duration, size, wholeNumber, word } from "../check/formats.ts";
import { strictMap } from "../check/strict-map.ts";

const HOST_NAME = word({
  expected: "a host in small letters, without scheme and port, such as example.org",
  isValid: (text) => hostIn(text) === text,
  suggest: hostIn,
});

const HOSTS: z.ZodType<readonly HostPace[]> = z
  .record(
    HOST_NAME,
    strictMap({
      connections: wholeNumber(1, 16).prefault(1).describe("Connections at the same time"),
      gap: duration(0, HOUR).prefault("2s").describe("Between the starts of two visits"),
    }),
  )
  .transform((hosts) =>
    Object.entries(hosts).map(([host, { connections, gap }]): HostPace => ({
      host,
      connections,
      gapMs: gap,
    })),
  );

function hostIn(text: string): string | undefined {
  return URL.canParse(`http://${text}`) ? hostOf(`http://${text}`) : undefined;
}

/** `network:` in `vigie.yaml`. */
export const NETWORK: z.ZodType<NetworkConfig> = strictMap({
  deadline: duration(SECOND, 5 * MINUTE)
    .prefault("20s")
    .describe("One whole fetch, redirects and body included"),
  maxBody: size(1024, 256 * 1024 ** 2)
    .prefault("10MiB")
    .describe("The largest document read, after decompression"),
  allowAddresses: z
    .array(ADDRESS_BLOCK)
    .prefault([])
    .describe("Private addresses that may be contacted all the same, e.g. 127.0.0.1/32"),
  hosts: HOSTS.prefault({}).describe(
    "Hosts to be asked at another pace than one connection and a pause of 2s",
  ),
  contact: CONTACT.exactOptional().describe("Who answers for this robot; told to every publisher"),
})
  .prefault({})
  .describe("How vigie talks to the network")
  .transform(({ deadline, maxBody, ...rest }): NetworkConfig => ({
    deadlineMs: deadline,
    maxBodyBytes: maxBody,
    ...rest,
  }));
