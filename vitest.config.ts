import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    env: { ELECTRON_OVERRIDE_DIST_PATH: "/nonexistent/electron" },
    testTimeout: 20_000,
    pool: "forks",
  },
});
