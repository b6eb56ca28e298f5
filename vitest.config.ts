import { defineConfig } from 'vitest/config';

// Generous: a slow machine is no failure. What must be quick says so in its own test.
const common = { environment: 'node' as const, testTimeout: 30_000 };

// The default leaves one processor out, which is half of a small machine.
const parallel = { ...common, maxWorkers: '100%' };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...parallel,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/hygiene/**'],
        },
      },
      { test: { ...parallel, name: 'hygiene', include: ['test/hygiene/**/*.test.ts'] } },
      {
        test: {
          ...common,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/globalSetup.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
          maxWorkers: 1,
        },
      },
    ],
  },
});
