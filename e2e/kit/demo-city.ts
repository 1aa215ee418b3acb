import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findChromium } from './chromium.ts';
import { startService } from './service.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly address: string;
    readonly dataDir: string;
    readonly chromium: string;
  }
}

/** One demo city and one Chromium for all journeys. */
export default async function demoCity(project: TestProject): Promise<() => Promise<void>> {
  const chromium = findChromium();
  const dataDir = mkdtempSync(join(tmpdir(), 'jianjia-e2e-'));
  chmodSync(dataDir, 0o755);
  const service = await startService(dataDir);
  project.provide('address', service.address);
  project.provide('dataDir', dataDir);
  project.provide('chromium', chromium);
  return async () => {
    await service.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
