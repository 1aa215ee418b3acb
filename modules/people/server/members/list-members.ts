import { type Acting, inTransaction, type PoolClient, writeJournal } from '@jianjia/db';
import type { PlainDate } from '@jianjia/kernel';
import type { Member, memberSorts } from '../../contract/index.ts';
import { problems } from '../problems.ts';
import { MEMBER_COLUMNS, type MemberRow, shown } from './read-members.ts';

export interface MemberFilter {
  readonly union: string;
  /** With its branches and groups, or with everything below. */
  readonly scope: 'own' | 'subtree';
  readonly name?: string | undefined;
  readonly employment?: string | undefined;
  /** Only members at this day, retained ones among them. */
  readonly currentOn?: PlainDate | undefined;
  readonly sort: (typeof memberSorts)[number];
  readonly descending: boolean;
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface MemberPage {
  readonly members: readonly Member[];
  readonly total: number;
  readonly next: string | null;
}

/**
 * A page of a union's members, and how many there are in all; a line in the journal says who looked.
 * @throws Problem people.noUnion, people.lapsedPage
 */
export async function listMembers(acting: Acting, filter: MemberFilter): Promise<MemberPage> {
  const page = await readPage(acting, filter);
  if (page.members.length > 0) await inTransaction(acting, (client) => leaveLine(client, acting.actor, filter));
  return page;
}

/**
 * A sighting for each member of a page would be a flood nobody reads; one line shows who went through a list. In a
 * transaction of its own, for the pages are read from one moment, and before the page is answered.
 */
async function leaveLine(client: PoolClient, actor: Acting['actor'], filter: MemberFilter): Promise<void> {
  const { union, scope, name, after, limit } = filter;
  const found = await client.query<{ id: string }>(
    'select union_id as id from organisations.union where union_code = $1',
    [union],
  );
  await writeJournal(client, actor, {
    act: 'people.listMembers',
    unionId: found.rows[0]?.id ?? null,
    // That it was searched by name, not by which: the journal is kept for ever.
    after: { union, scope, searched: name !== undefined, more: after !== undefined, limit },
  });
}

async function readPage(acting: Acting, filter: MemberFilter): Promise<MemberPage> {
  return inTransaction(
    acting,
    async (client) => {
      const unions = await unionsOf(client, filter);
      const values = [unions, pattern(filter.name), filter.employment ?? null, filter.currentOn ?? null];
      const counted = await client.query<{ total: number }>(
        `select count(*) as total from people.member m where ${CONDITION}`,
        values,
      );
      const rows = await page(client, filter, values);
      const members = rows.slice(0, filter.limit).map(shown);
      return {
        members,
        total: counted.rows[0]?.total ?? 0,
        next: rows.length > filter.limit ? (members.at(-1)?.memberNo ?? null) : null,
      };
    },
    { readOnly: true, isolation: 'repeatable read' },
  );
}

const CONDITION = `m.union_id = any ($1::uuid[]) and ($2::text is null or m.name like $2)
  and ($3::text is null or m.employment = $3)
  and ($4::date is null or m.joined_on <= $4 and (m.left_on is null or m.left_on > $4))`;

/** A text to be contained, whatever of it means something to LIKE. */
function pattern(text: string | undefined): string | null {
  return text === undefined ? null : `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/** Walked down in the tree as the actor knows it: row policies hide what is not within reach. */
async function unionsOf(client: PoolClient, { union, scope }: MemberFilter): Promise<readonly string[]> {
  const down = scope === 'own' ? `and c.kind in ('branch', 'group')` : '';
  const found = await client.query<{ id: string }>(
    `with recursive tree as (
      select union_id from organisations.union where union_code = $1
      union
      select c.union_id from tree t join organisations.union c on c.parent_id = t.union_id ${down}
    ) select union_id as id from tree`,
    [union],
  );
  if (found.rows.length === 0) throw problems.noUnion();
  return found.rows.map(({ id }) => id);
}

async function page(
  client: PoolClient,
  { sort, descending, after, limit }: MemberFilter,
  values: readonly unknown[],
): Promise<readonly MemberRow[]> {
  const direction = descending ? 'desc' : 'asc';
  // Of the page before only the number of its last member comes back: a cursor in an address holds no name.
  const beyond = `and (m.${sort}, m.member_no) ${descending ? '<' : '>'} (select l.${sort}, l.member_no
    from people.member l where l.member_no = $5)`;
  if (after !== undefined) {
    const last = await client.query('select from people.member where member_no = $1', [after]);
    if (last.rowCount === 0) throw problems.lapsedPage();
  }
  const found = await client.query<MemberRow>(
    `select ${MEMBER_COLUMNS} from people.member m join organisations.union u on u.union_id = m.union_id
     where ${CONDITION} ${after === undefined ? '' : beyond}
     order by m.${sort} ${direction}, m.member_no ${direction} limit ${limit + 1}`,
    after === undefined ? [...values] : [...values, after],
  );
  return found.rows;
}
