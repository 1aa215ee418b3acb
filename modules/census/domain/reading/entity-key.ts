import type { CensusRecord } from './record.ts';

/** How an entity is identified, the surest first; its id begins with this digit, so that ids sort so. */
export const KEY_KINDS = { organisation: '0', registration: '4', name: '8' } as const;

/** What identifies an employer in the files. */
export interface EntityKey {
  readonly kind: keyof typeof KEY_KINDS;
  readonly text: string;
}

/**
 * What two records must have in common to be one entity without further ado: the organisation code inside the credit code (GB
 * 32100 positions 9–17, unchanged when an employer is registered anew elsewhere), else the 15-digit registration number, else
 * the standard name within a county. Files of two prefectures never meet: each federation's list is its own.
 */
export function entityKey(record: CensusRecord, standardName: string): EntityKey {
  const prefecture = record.division_code.slice(0, 4);
  if (record.organisation_code !== null) {
    return { kind: 'organisation', text: `${prefecture}/${record.organisation_code}` };
  }
  if (record.registration_no !== null) {
    return { kind: 'registration', text: `${prefecture}/${record.registration_no}` };
  }
  return { kind: 'name', text: `${record.division_code.slice(0, 6)}/${standardName}` };
}
