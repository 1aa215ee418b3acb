import { inTransaction, writeJournal, type Acting, type Pool } from '@jianjia/db';
import type { AnswerOf } from '@jianjia/http';
import type { PlainDate } from '@jianjia/kernel';
import { registersOfPersons, type RegisterDefinition } from '@jianjia/registers';
import { allRegisters, type listItemRows as contract } from '../../contract/index.ts';
import { scopedKey } from '../../domain/wording.ts';
import { Behind, factsOf, type Records } from '../explain-measures.ts';
import { prepareFactsOf } from '../prepare.ts';
import { problems } from '../problems.ts';
import type { RowPage } from '../sql/rows.ts';
import type { Standards } from '../standards.ts';
import { columnTitle, registerTitle, valueTitle } from '../titles.ts';
import type { JudgedItem } from './judged-here.ts';
import { namesPersons, visibleSql } from './visible-sql.ts';

type Page = Omit<AnswerOf<typeof contract>, 'as_of'>;

const PERSONS = registersOfPersons(allRegisters);

/** The records behind one number of an item, and what is asked of them. */
export interface RowsQuery extends RowPage {
  readonly t: PlainDate;
  /** The number: `own(meetings.yearly(plenary))`. */
  readonly fact: string;
}

/**
 * One page of the records behind a number. What they are is found with the eyes of the system, as the number itself was;
 * shown are those that the actor may see by the policies of their register, of the others only how many they are. Who
 * looks through a register of persons leaves a line in the journal.
 * @throws Problem where the item has no such number
 */
export async function listItemRows(
  {
    system,
    acting,
    permissions,
  }: { readonly system: Pool; readonly acting: Acting; readonly permissions: ReadonlySet<string> },
  standards: Standards,
  judged: JudgedItem,
  query: RowsQuery,
): Promise<Page> {
  const found = await inTransaction(system, (client) => recordsOf(client, standards, judged, query));
  const { records, register, seen } = found;
  const visible = await visibleRows(acting, register, judged.unionId, query.fact, records.rows);
  const columns = seen.every((area) => permissions.has(`${area}:read`)) ? records.columns : [];
  const named = namesPersons(register);
  const rows = records.rows.flatMap((row) => {
    const shown = visible.get(placeOf(row));
    if (!shown) return [];
    const cells = columns.map((column) => valueTitle(records.register, column, row[column] ?? null));
    return [{ key: row.row_key, cells: [...(named ? [shown.name ?? ''] : []), ...cells] }];
  });
  const passed = query.after + records.rows.length;
  return {
    register: { id: register.name, title: registerTitle(register.name) },
    records: records.total,
    hidden: records.rows.length - rows.length,
    columns: [
      ...(named ? [{ id: 'name', title: '姓名' }] : []),
      ...columns.map((column) => ({ id: column, title: columnTitle(records.register, column) })),
    ],
    rows,
    next: passed < records.total ? String(passed) : null,
  };
}

type Row = Records['rows'][number];

function placeOf({ row_key, union_id }: Pick<Row, 'row_key' | 'union_id'>): string {
  return `${union_id ?? ''}/${row_key}`;
}

async function recordsOf(
  client: Parameters<typeof prepareFactsOf>[0],
  standards: Standards,
  { planned, item, unionId }: JudgedItem,
  { t, fact: wanted, after, limit }: RowsQuery,
) {
  const plan = standards.plan.narrow(planned, item);
  const measures = plan.tracks.flatMap((track) => track.measures);
  const asked = measures.flatMap(factsOf).find(({ scope, reference }) => scopedKey(scope, reference) === wanted);
  if (!asked) throw problems.noNumber(wanted);
  const fact = plan.factOf(asked.reference);
  const gathered = await prepareFactsOf(client, plan, t, unionId);
  const records = await new Behind(client, plan, gathered, t, unionId).records(fact, asked.scope, { after, limit });
  return {
    records,
    register: keptIn(fact.source),
    seen: fact.source.registers.map((name) => areaOf(registerOf(name))),
  };
}

/** The register whose key the rows of a source have: of those who took part in an activity, the employers'. */
function keptIn({
  name,
  registers,
}: {
  readonly name: string;
  readonly registers: readonly string[];
}): RegisterDefinition {
  return registerOf(name === 'participation' ? 'employers' : (registers[0] ?? ''));
}

function registerOf(name: string): RegisterDefinition {
  const register = allRegisters.find((one) => one.name === name);
  if (!register) throw new Error(`${name} is no register`);
  return register;
}

/** The room that keeps a register; its records are read with `room:read`. */
function areaOf({ table }: RegisterDefinition): string {
  return table.slice(0, table.indexOf('.'));
}

async function visibleRows(
  acting: Acting,
  register: RegisterDefinition,
  unionId: string,
  fact: string,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, { readonly name: string | null }>> {
  const isOfPersons = PERSONS.has(register.name);
  const found = await inTransaction(
    acting,
    async (client) => {
      const { sql, values } = visibleSql(register, rows);
      const answer = await client.query<{ key: string; union_id: string | null; name: string | null }>(sql, [
        ...values,
      ]);
      if (isOfPersons && answer.rows.length > 0) {
        const subject = `registers/${register.name}`;
        await writeJournal(client, acting.actor, {
          act: 'assessments.listItemRows',
          unionId,
          subject,
          after: { fact },
        });
      }
      return answer.rows;
    },
    { readOnly: !isOfPersons },
  );
  return new Map(found.map(({ key, union_id, name }) => [placeOf({ row_key: key, union_id }), { name }]));
}
