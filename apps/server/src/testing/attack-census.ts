import {
  deliverAndApply,
  employerIds,
  fieldDeps,
  operating,
  plantEmployers,
  plantSource,
  taskFor,
} from '@jianjia/census/testing';
import type { TestDatabase } from '@jianjia/db/testing';
import { signedIn } from '@jianjia/identity/testing';

/** Places of GB/T 2260 with employers of the list that have no union: who reaches a place sees them, nobody else. */
const PLACES = ['340802001', '340802002', '340803001', '340811001'] as const;

/** What the census holds: a text in every record of a place, and the ids that attempts name. */
export interface PlantedCensus {
  readonly places: readonly { readonly division: string; readonly mark: string }[];
  readonly ids: readonly string[];
}

/** A text that is in no other record. */
const markOf = (division: string): string => `秘${division}密`;

/**
 * Plants what departments delivered: in every place employers, two of them alike enough to be doubtful, one handed out for
 * a check; and at each federation a file whose rows lie elsewhere, so that its lines are that federation's alone and hold
 * its code.
 */
export async function plantAttackCensus(
  db: TestDatabase,
  federations: readonly { readonly code: string; readonly kind: string }[],
): Promise<PlantedCensus> {
  const city = federations.find(({ kind }) => kind === 'city');
  if (!city) throw new Error('the forest has no city');
  await plantEmployers(
    db.system,
    PLACES.flatMap((division, place) => employersOf(division, 10 * place)),
    '市场主体',
    city.code,
  );
  for (const { code } of federations) await plantForeign(db, code);
  const tasks = await plantTasks(db, city.code);
  const employers = await employerIds(db.owner);
  const deliveries = await db.owner.query<{ id: string }>(
    'select delivery_id as id from census.delivery union select source_id from census.source',
  );
  return {
    places: PLACES.map((division) => ({ division, mark: markOf(division) })),
    ids: [...tasks, ...employers.values(), ...deliveries.rows.map(({ id }) => id)],
  };
}

function employersOf(division: string, number: number) {
  const mark = markOf(division);
  const common = { division, employees: 40, address: `${mark}路1号` };
  return [
    { ...common, name: `${mark}机械厂`, number: number + 1 },
    { ...common, name: `安庆${mark}机械厂`, number: null },
    { ...common, name: `${mark}食品有限公司`, number: number + 2, employees: 8 },
    { ...common, name: `${mark}织造有限公司`, number: number + 3, status: '注销' },
  ];
}

/** Rows of another city's place: kept with the file, not in the list. */
async function plantForeign({ system }: TestDatabase, code: string): Promise<void> {
  const source = await plantSource(operating(system), code, 'tax', `${code}税务`);
  await deliverAndApply(system, { source, fileName: `${code}.csv` }, [
    ['企业名称', '行政区划', '住所'],
    [`${code}一厂`, '150102', `${code}路1号`],
    [`${code}二厂`, '150102', `${code}路2号`],
  ]);
}

async function plantTasks(db: TestDatabase, city: string): Promise<readonly string[]> {
  const officer = await signedIn(db, [{ role: 'city_officer', union: city }]);
  const walker = await signedIn(db, [{ role: 'coordinator', union: city }]);
  const tasks: string[] = [];
  for (const division of PLACES) {
    tasks.push(await taskFor(db.owner, fieldDeps(db), officer.acting, walker.accountId, `${markOf(division)}机械厂`));
  }
  return tasks;
}
