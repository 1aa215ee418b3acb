import type { Pool } from '@jianjia/db';
import { listDemoAccounts } from '@jianjia/identity/server';

const KNOWN_FOR = 30_000;

/** Whether this is the demo city; asked again now and then, for it may be loaded while the service runs. */
export function askDemo(system: Pool): () => Promise<boolean> {
  let known = false;
  let asked = 0;
  return async () => {
    if (Date.now() - asked < KNOWN_FOR) return known;
    known = (await listDemoAccounts(system)).length > 0;
    asked = Date.now();
    return known;
  };
}
