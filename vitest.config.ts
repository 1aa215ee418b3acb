import { defineConfig } from 'vitest/config';

const EXCLUDE = ['**/node_modules/**', 'data/**'];

/**
 * Three projects: pure tests need nothing; database tests share one server, journeys one demo city with its service and a
 * Chromium, each started only when one of them runs.
 */
export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        test: {
          name: 'pure',
          include: ['**/*.test.ts'],
          exclude: [...EXCLUDE, '**/*.db.test.ts'],
        },
      },
      {
        test: {
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude: EXCLUDE,
          globalSetup: ['./tools/testing/database-server.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.spec.ts'],
          exclude: EXCLUDE,
          globalSetup: ['./e2e/kit/demo-city.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
