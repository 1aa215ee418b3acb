import { allRegisters } from '../contract/all-registers.ts';

type Register = (typeof allRegisters)[number];
type Column = Register['columns'][string];

/** One column of a register, explained to whoever fills it in. */
export interface ColumnHelp {
  readonly id: string;
  readonly title: string;
  readonly required: boolean;
  readonly isKey: boolean;
  /** What may stand in it, a Chinese sentence. */
  readonly takes: string;
}

/** The columns of a register in the order of its template. */
export function columnHelp(register: Register): readonly ColumnHelp[] {
  return Object.entries(register.columns).map(([id, column]) => ({
    id,
    title: column.title,
    required: column.required === true,
    isKey: register.key.includes(id),
    takes: takes(column),
  }));
}

/** Rooms whose registers the union above keeps: what is judged of a union, and that it is there at all. */
const KEPT_ABOVE: ReadonlySet<string> = new Set(['organisations', 'assessments']);

/** Who enters records, one Chinese sentence. */
export function keptBy({ table }: Register): string {
  const room = table.slice(0, table.indexOf('.'));
  return KEPT_ABOVE.has(room)
    ? '由上级工会登记，本工会只能查看。'
    : '由工会自己登记（主席或专干），上级工会也可以代为登记。';
}

function takes({ type, references, sealed }: Column): string {
  if (references !== undefined) return referenceText(references);
  const text = typeText(type);
  return sealed === undefined ? text : `${text}；加密保存，查看会留下记录。`;
}

function referenceText(reference: string): string {
  const [name = '', column = ''] = reference.split('.');
  const register = allRegisters.find((one) => one.name === name);
  return `“${register?.title ?? name}”台账中已有的${register?.columns[column]?.title ?? column}。`;
}

function typeText(type: Column['type']): string {
  switch (type.kind) {
    case 'code':
      return '1 至 32 个字母、数字、横线或下划线。';
    case 'identifier':
      return '文件上印的编号，最多 200 个字。';
    case 'text':
      return '文字。';
    case 'date':
      return '日期，写作 2026-11-21。';
    case 'boolean':
      return '是或否；不清楚的空着。';
    case 'count':
      return '整数，不小于 0。';
    case 'decimal':
      return '数字，可以有小数，不小于 0。';
    case 'fraction':
      return '0 到 1 之间的小数。';
    case 'money':
      return '金额，单位元，最多两位小数。';
    case 'choice':
      return `只能是：${Object.values(type.choices).join('、')}。`;
    case 'uscc':
      return '18 位统一社会信用代码。';
    case 'division':
      return '行政区划代码，如 150102。';
    case 'industry':
      return '国民经济行业分类代码（GB/T 4754），如 C26。';
  }
}
