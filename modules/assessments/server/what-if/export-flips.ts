import { Readable } from 'node:stream';
import type { Source } from '@jianjia/db';
import { type UnionKind, unionKinds } from '@jianjia/organisations/contract';
import {
  type Cell,
  type ListColumn,
  type ListFilter,
  type SavedList,
  type Saver,
  spoolList,
} from '@jianjia/registers/exchange';
import { verdictTitles } from '@jianjia/rules';
import { FlipsToExport, type WhatIfFlip } from '../../contract/index.ts';
import type { AssessmentDeps } from '../deps.ts';
import { valueCell } from '../lists/union-columns.ts';
import { problems as listProblems } from '../lists/problems.ts';
import { problems } from './problems.ts';
import { flips, prepareWhatIf } from './what-if.ts';

const TITLE = '推演名单';

/**
 * The unions that flip as a workbook, asked at one time: page by page every page would be the whole what-if again.
 * @param question the JSON of `FlipsToExport`
 * @throws Problem as the what-if itself; assessments.tooLong above `most` rows
 */
export async function exportFlips(
  deps: AssessmentDeps,
  source: Source,
  question: string,
  { by, at, most }: Saver,
): Promise<SavedList> {
  const asked = questionOf(question);
  const t = deps.asOf(asked.as_of);
  const prepared = prepareWhatIf(deps.standards, t, asked);
  await deps.evaluated(t);
  const { unions, next } = await flips(source, prepared, { ...asked, limit: most });
  if (next !== null) throw listProblems.tooLong(unions.length + 1, most);
  const filters: readonly ListFilter[] = [
    ['范围', asked.at ?? '本账号管理范围内的全部工会'],
    ['标准', `${asked.scheme} ${asked.track}`],
    ...prepared.told.map((one): ListFilter => ['改动的指标', one.clause]),
    ...(asked.instead ? [['换成', `${asked.instead.scheme} ${asked.instead.track ?? ''}`.trim()] as ListFilter] : []),
  ];
  const columns = [...UNION, ...prepared.told.flatMap(({ clause }, place) => itemColumns(clause, place))];
  const rows = () => Readable.from(unions) as AsyncIterable<WhatIfFlip>;
  const list = { title: TITLE, filters, day: ['评定日', t] as const, total: unions.length, columns, rows, by, at };
  return spoolList(list, deps.uploads);
}

function questionOf(text: string): FlipsToExport {
  try {
    const read = FlipsToExport.safeParse(JSON.parse(text));
    if (read.success) return read.data;
  } catch {
    // No JSON: the same sentence.
  }
  throw problems.noQuestion();
}

const column = (title: string, width: number, cell: (flip: WhatIfFlip) => Cell): ListColumn<WhatIfFlip> => ({
  title,
  width,
  cell,
});

const reached = (is: boolean | null): string => (is === null ? '不评' : is ? '达标' : '未达标');

const UNION: readonly ListColumn<WhatIfFlip>[] = [
  column('工会编码', 18, ({ union }) => union),
  column('工会名称', 40, ({ name }) => name),
  column('组织类型', 18, ({ kind }) => unionKinds[kind as UnionKind]),
  column('区县', 26, ({ district }) => district),
  column('现在', 10, ({ before }) => reached(before)),
  column('改后', 10, ({ after }) => reached(after)),
];

function itemColumns(clause: string, place: number): readonly ListColumn<WhatIfFlip>[] {
  const item = (cell: (one: WhatIfFlip['items'][number]) => Cell) => (flip: WhatIfFlip) => {
    const one = flip.items[place];
    return one ? cell(one) : null;
  };
  return [
    column(
      clause,
      30,
      item(({ value, unit }) => valueCell(value, unit)),
    ),
    column(
      '结论：现在',
      12,
      item(({ before }) => verdictTitles[before]),
    ),
    column(
      '结论：改后',
      12,
      item(({ after }) => verdictTitles[after]),
    ),
  ];
}
