import { inTransaction, type Source } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import { requireUnion } from '@jianjia/organisations/server';
import type { PlannedItem, PlannedTrack } from '../../domain/plan.ts';
import { problems } from '../problems.ts';
import type { Standards } from '../standards.ts';

/** An item of the track by which a union is judged. */
export interface JudgedItem {
  readonly unionId: string;
  readonly planned: PlannedTrack;
  readonly item: PlannedItem;
}

/**
 * Whether the reader may see the verdict of a union on an indicator; what explains it is then computed with the eyes of the
 * system, and says nothing but what lies behind this one verdict. Ask before anything is computed.
 * @throws Problem where the union is out of sight or not there, and where it is not judged by the indicator
 */
export async function judgedItem(
  source: Source,
  standards: Standards,
  t: PlainDate,
  code: string,
  indicator: string,
): Promise<JudgedItem> {
  const { unionId, tracks } = await inTransaction(
    source,
    async (client) => {
      const unionId = await requireUnion(client, code);
      const found = await client.query<{ key: string }>(
        `select scheme || '.' || track as key from assessments.result where union_id = $1 and as_of = $2`,
        [unionId, t],
      );
      return { unionId, tracks: new Set(found.rows.map(({ key }) => key)) };
    },
    { readOnly: true },
  );
  for (const planned of standards.plan.tracks) {
    if (!tracks.has(`${planned.scheme.id}.${planned.track.id}`)) continue;
    const item = planned.items.find(({ clause }) => clause.indicator === indicator);
    if (item) return { unionId, planned, item };
  }
  throw problems.notJudged(code, indicator);
}
