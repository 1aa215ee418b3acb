import { defineConfig } from 'vitest/config';

const EXCLUDE = ['**/node_modules/**', 'data/**'];

/** Two projects: pure tests need nothing; database tests share one server, started only when one of them runs. */
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
    ],
  },
});
