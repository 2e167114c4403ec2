// Writes config/vigie.schema.json from the configuration's schema; with --check, says whether the file is stale.
import { readFileSync, writeFileSync } from "node:fs";
import { jsonSchema } from "../src/config/json-schema.ts";

const file = "config/vigie.schema.json";
const wanted = `${JSON.stringify(jsonSchema(), null, 2)}\n`;
if (!process.argv.includes("--check")) writeFileSync(file, wanted);
else if (readFileSync(file, "utf8") !== wanted) {
  console.error(`${file} is stale: run \`npm run schema\`.`);
  process.exitCode = 1;
}
