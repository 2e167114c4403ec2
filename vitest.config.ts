import { type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = {
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    // The end-to-end tests run the built program.
    globalSetup: ["test/support/build.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    // By itself vitest leaves one core to others: on two cores it would use one.
    maxWorkers: "100%",
  },
};

export default config;
