import { openFeedbackFile } from "../../src/store/feedback/feedback-file.ts";
import { aVote } from "../support/a-vote.ts";

/** Casts so many votes under one name and says which were acknowledged. */
const [directory = "", reader = "", count = "0"] = process.argv.slice(2);
const log = openFeedbackFile(directory);
for (let index = 0; index < Number(count); index += 1) {
  await log.append(aVote({ reader, itemId: `item-${index}` }));
  process.stdout.write(`${reader} item-${index}\n`);
}
