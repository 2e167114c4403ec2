import { type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = {
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    // The end-to-end tests run the built program.
    globalSetup: ["test/support/build.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
  },
};

export default config;
