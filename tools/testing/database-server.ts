import type { TestProject } from 'vitest/node';
import { startTestServer } from '@jianjia/db/testing';
import { listMigrations } from '@jianjia/world/migrations';

/** Global set-up of the database tests: one server and one migrated template for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await startTestServer(listMigrations());
  project.provide('jianjiaTestServer', server);
  return stop;
}
