import type { Trial } from "./trial.ts";
import { type TrialWorld, trialIn } from "./trial-world.ts";

export const DESCRIPTOR_TRIALS: readonly Trial[] = [trialIn("64 descriptors", tooFewDescriptors)];

const LIMITED = ["sh", "-c", 'ulimit -n 64; exec "$0" "$@"'];

async function tooFewDescriptors(one: TrialWorld): Promise<string> {
  await one.firstReading();
  one.world.news.publish();
  const { code, err } = await one.begin({ through: LIMITED }).ended;
  const isSentence = err.includes("ulimit -n") && err.trim().split("\n").length === 1;
  one.expect(code === 71 && isSentence, `${code ?? ""} ${err}`);
  await one.settle(one.begin());
  return "refused with 71 and the reason, in a sentence; nothing lost";
}
