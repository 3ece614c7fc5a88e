import { defineConfig } from "vitest/config";

/** Tests against real servers; `build/test-servers.ts` starts the servers and says where they are. */
export default defineConfig({
  test: {
    include: ["tests/servers/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    pool: "forks",
  },
});
