import type { Acting } from '@jianjia/db';
import { testVault } from '@jianjia/people/testing';
import { decideExport } from '../exports/decide-export.ts';
import { fetchExport } from '../exports/fetch-export.ts';
import { type ExportToRequest, requestExport } from '../exports/request-export.ts';
import { wholeFile } from './unpacked.ts';

export const NOW = new Date('2026-11-25T08:30:00Z');
export const later = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);

export const WANTED: ExportToRequest = {
  union: 'A111',
  registers: ['members'],
  format: 'csv',
  withNumbers: false,
  reason: '发放互助保障卡',
};

export async function request(acting: Acting, wanted: Partial<ExportToRequest> = {}): Promise<string> {
  return (await requestExport(acting, { ...WANTED, ...wanted }, NOW)).exportId;
}

export function approve(acting: Acting, id: string, now = NOW): Promise<Date | null> {
  return decideExport(acting, id, { decision: 'approved' }, now);
}

export async function fetch(acting: Acting, id: string, now = NOW): Promise<Buffer> {
  return wholeFile(await fetchExport(acting, testVault, id, now));
}

/** A request that somebody else has approved. */
export async function approvedExport(
  acting: Acting,
  approver: Acting,
  wanted: Partial<ExportToRequest> = {},
): Promise<string> {
  const id = await request(acting, wanted);
  await approve(approver, id);
  return id;
}
