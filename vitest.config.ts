import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    // Real servers: `npm run test:servers`.
    exclude: ["tests/servers/**", "node_modules/**"],
    setupFiles: ["tests/seed.ts"],
    env: { ELECTRON_OVERRIDE_DIST_PATH: "/nonexistent/electron" },
    testTimeout: 20_000,
    pool: "forks",
  },
});
