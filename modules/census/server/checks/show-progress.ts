import { type Acting, inTransaction, Values } from '@jianjia/db';
import type { z } from 'zod';
import { outcomeIds, type Progress, type showProgress as contract } from '../../contract/index.ts';
import { placeLookedAt } from '../gaps/show-gaps.ts';
import { areasSql } from '../gaps/table-sql.ts';
import { TODAY } from './list-tasks.ts';

interface ProgressRow {
  readonly area: string | null;
  readonly name: string | null;
  readonly below: boolean;
  readonly open: number;
  readonly assigned: number;
  readonly to_confirm: number;
  readonly closed: number;
  readonly overdue: number;
  readonly outcomes: Progress['outcomes'] | null;
}

const count = (condition: string): string => `(count(*) filter (where ${condition}))::integer`;

/** How far the field checks are, area by area. Throws Problem census.noDivision. */
export async function showProgress(
  acting: Acting,
  division: string | undefined,
): Promise<z.output<(typeof contract)['answer']>> {
  return inTransaction(
    acting,
    async (client) => {
      const place = await placeLookedAt(client, division);
      const values = new Values();
      const areas = areasSql(place?.code ?? null, values);
      const outcomes = outcomeIds.map((id) => `'${id}', ${count(`f.outcome = '${id}'`)}`).join(', ');
      const { rows } = await client.query<ProgressRow>(
        `with area as (${areas}), counted as (
           select a.area, ${count(`k.state = 'open'`)} as open, ${count(`k.state = 'assigned'`)} as assigned,
             ${count(`k.state = 'to_confirm'`)} as to_confirm, ${count(`k.state = 'closed'`)} as closed,
             ${count(`k.state in ('open', 'assigned') and k.due_on < ${TODAY}`)} as overdue,
             jsonb_build_object(${outcomes}) as outcomes
           from census.task k join area a on a.code = k.division_code
           left join census.finding f on f.finding_id = k.finding_id
           group by grouping sets ((a.area), ())
         )
         select n.*, v.name, exists (select from kernel.division b where b.parent = n.area)
           and n.area is distinct from ${values.add(place?.code ?? null)}::text as below
         from counted n left join kernel.division v on v.code = n.area order by n.area collate "C" nulls last`,
        values.list,
      );
      return {
        division: place,
        total: progressOf(rows.find(({ area }) => area === null)),
        divisions: rows.flatMap((row) =>
          row.area === null
            ? []
            : [{ code: row.area, name: row.name ?? row.area, below: row.below, ...progressOf(row) }],
        ),
      };
    },
    { readOnly: true },
  );
}

const NONE: Progress['outcomes'] = { present: 0, moved: 0, closed: 0, refused: 0, union_founded: 0 };

function progressOf(row: ProgressRow | undefined): Progress {
  return {
    open: row?.open ?? 0,
    assigned: row?.assigned ?? 0,
    to_confirm: row?.to_confirm ?? 0,
    closed: row?.closed ?? 0,
    overdue: row?.overdue ?? 0,
    outcomes: row?.outcomes ?? NONE,
  };
}
