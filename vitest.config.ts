import { availableParallelism } from "node:os";
import { type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = {
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    // The end-to-end tests run the built program.
    globalSetup: ["test/support/build.ts"],
    // A machine may be ten times as slow as another, or as busy; what must be quick says so in CPU time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    restoreMocks: true,
    // By itself vitest leaves one core to others. One worker more than there are cores: some tests wait for processes.
    maxWorkers: availableParallelism() + 1,
    // No test replaces a module, and to load all of them anew for each file takes as long as the tests themselves.
    isolate: false,
  },
};

export default config;
