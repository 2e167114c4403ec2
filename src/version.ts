import { readFileSync } from "node:fs";

/** Of the package: `0.1.0`. */
export const VERSION: string = readVersion();

function readVersion(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  const found: unknown = Reflect.get(Object(JSON.parse(text)), "version");
  return typeof found === "string" ? found : "0";
}
