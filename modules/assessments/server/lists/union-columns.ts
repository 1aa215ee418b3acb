import { parsePlainDate } from '@jianjia/kernel';
import { unionKinds } from '@jianjia/organisations/contract';
import type { Cell, ListColumn } from '@jianjia/registers/exchange';
import { listVerdicts, type UnionRow } from '../../contract/index.ts';
import type { Selection } from './selection.ts';

type Result = NonNullable<UnionRow['result']>;
type Outcome = NonNullable<Result['outcome']>;

/** The columns of the workbook of a list of unions. */
export function unionColumns({ of, chosen }: Selection): readonly ListColumn<UnionRow>[] {
  const results = of === 'results' ? RESULTS : [];
  return [...UNION, ...results, ...(chosen ? OUTCOME : [])];
}

const column = (title: string, width: number, cell: (row: UnionRow) => Cell): ListColumn<UnionRow> => ({
  title,
  width,
  cell,
});

const UNION: readonly ListColumn<UnionRow>[] = [
  column('工会编码', 18, (row) => row.union),
  column('工会名称', 40, (row) => row.name),
  column('组织类型', 18, (row) => unionKinds[row.kind]),
  column('区县', 26, (row) => row.district),
  column('上级工会', 50, (row) => row.above.join(' › ')),
  column('建会日期', 12, (row) => dayCell(row.founded_on)),
  column('撤销日期', 12, (row) => dayCell(row.dissolved_on)),
];

const ofResult = (title: string, width: number, cell: (result: Result) => Cell): ListColumn<UnionRow> =>
  column(title, width, ({ result }) => result && cell(result));

const RESULTS: readonly ListColumn<UnionRow>[] = [
  ofResult('标准', 40, (result) => result.scheme_title),
  ofResult('适用对象', 24, (result) => result.track_title),
  ofResult('整体达标', 10, ({ reached }) => (reached ? '是' : '否')),
  ofResult('必达项达标', 12, ({ mandatory }) => mandatory.met),
  ofResult('必达项未达标', 14, ({ mandatory }) => mandatory.unmet),
  ofResult('必达项资料不足', 16, ({ mandatory }) => mandatory.unknown),
  ofResult('必达项待评定', 14, ({ mandatory }) => mandatory.pending),
];

const ofOutcome = (title: string, width: number, cell: (outcome: Outcome) => Cell): ListColumn<UnionRow> =>
  ofResult(title, width, ({ outcome }) => outcome && cell(outcome));

const OUTCOME: readonly ListColumn<UnionRow>[] = [
  ofOutcome('条款结论', 12, ({ verdict }) => listVerdicts[verdict]),
  ofOutcome('指标值', 12, ({ value, unit }) => valueCell(value, unit)),
  ofOutcome('要求值', 12, ({ threshold, unit }) => valueCell(threshold, unit)),
  ofOutcome('单位', 8, ({ unit }) => unit),
  ofOutcome('分子', 12, ({ numerator }) => numerator),
  ofOutcome('分母', 12, ({ denominator }) => denominator),
  ofOutcome('缺少的资料', 30, ({ missing }) => missing.join('、')),
];

/** Rates as percent, yes/no in words, else the number. */
export function valueCell(value: number | null, unit: string | null): Cell {
  if (value === null) return null;
  if (unit === '%') return { share: value };
  if (unit === '是否') return value === 1 ? '是' : '否';
  return value;
}

function dayCell(text: string | null): Cell {
  const day = text === null ? null : parsePlainDate(text);
  return day === null ? null : { day };
}
