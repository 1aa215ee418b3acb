import { createHash } from 'node:crypto';
import { parseName } from '@jianjia/linkage';
import { entityKey, KEY_KINDS } from '../../domain/reading/entity-key.ts';
import type { CensusRecord } from '../../domain/reading/record.ts';

/** What linking needs to know of a record. */
export interface Identified {
  readonly entityId: string;
  readonly standardName: string;
}

/** The entity a record is of; the same for the same record at any time. */
export function identify(record: CensusRecord): Identified {
  const { standard } = parseName(record.name, { division: record.division_code });
  const { kind, text } = entityKey(record, standard);
  const hash = createHash('sha256').update(`${kind}/${text}`).digest('hex');
  // A UUID of version 8 (RFC 9562): what is in it is ours to say.
  const id = `${KEY_KINDS[kind]}${hash.slice(1, 12)}8${hash.slice(13, 16)}8${hash.slice(17, 32)}`;
  return {
    entityId: `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`,
    standardName: standard,
  };
}
