import type { AddressSecret } from "../model/address-secrets.ts";
import { Secret } from "../model/secret.ts";
import { formatPath, type Path } from "./problems.ts";
import type { FilledVariable } from "./variables.ts";

/** What variables filled into an address behind its host; of one that reaches over the host, the part behind it. */
export function addressSecrets(
  url: string,
  path: Path,
  filled: readonly FilledVariable[],
): readonly AddressSecret[] {
  const [origin = ""] = /^[a-z]+:\/\/[^/?#]*[/?#]?/iu.exec(url) ?? [];
  const place = formatPath(path);
  return filled.flatMap(({ name, value, start, path: at }) => {
    if (formatPath(at) !== place) return [];
    const part = value.slice(Math.max(0, origin.length - start));
    return part === "" ? [] : [{ name, value: new Secret(part) }];
  });
}
