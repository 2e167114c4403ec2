import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { openIn } from "../support/a-store-directory.ts";
import { describeStore } from "./store-contract.ts";

let root = "";
let opened = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "vigie-contract-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describeStore(() => {
  opened += 1;
  return openIn(join(root, String(opened)));
});
