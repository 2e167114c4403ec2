import type { AddressSecret } from "../../model/address-secrets.ts";
import { Secret } from "../../model/secret.ts";
import type { FilledVariable } from "../files/variables.ts";

/** What the variables of an address filled in behind its host; of one that reaches over the host, the part behind it. */
export function addressSecrets(url: string, filled: readonly FilledVariable[]): readonly AddressSecret[] {
  if (filled.length === 0) return [];
  const [origin = ""] = /^[a-z]+:\/\/[^/?#]*[/?#]?/iu.exec(url) ?? [];
  return filled.flatMap(({ name, value, start }) => {
    const part = value.slice(Math.max(0, origin.length - start));
    return part === "" ? [] : [{ name, value: new Secret(part) }];
  });
}
