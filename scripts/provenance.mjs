// Writes docs/provenance anew: the drafts that the tool draws from the seeds, and what separates the shipped profiles
// from them. Writes nothing as long as a change has no reason or a reason no change, and says which.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { FOLDER, provenance } from "./provenance/files.ts";

const { files, faults } = await provenance(".");
if (faults.length > 0) {
  console.error(`${FOLDER}/reasons.yaml does not fit what changed:\n${faults.join("\n")}`);
  process.exitCode = 1;
} else {
  rmSync(`${FOLDER}/drafts`, { recursive: true, force: true });
  mkdirSync(`${FOLDER}/drafts`, { recursive: true });
  for (const { name, text } of files) writeFileSync(`${FOLDER}/${name}`, text);
}
