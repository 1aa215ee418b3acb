import type { Scheme } from '@jianjia/rules';
import { allRegisters } from '../contract/index.ts';
import { choiceLists } from './offer.ts';

const registers = new Map(allRegisters.map((register) => [register.name, register]));

/** Columns that sources derive, and classes of employers; register columns have their titles from the register. */
const DERIVED: Readonly<Record<string, string>> = {
  units: '单位',
  enterprise: '企业',
  above_scale_enterprise: '规模以上企业',
  private_enterprise: '非公有制企业',
  small_micro_enterprise: '小微企业',
  unionised: '已建会',
  union_kind: '所属工会类型',
  this_year: '本年度',
  satisfied: '满意',
  basic: '基本满意',
  dissatisfied: '不满意',
  returned: '收回',
  collective: '集体合同',
  wage: '工资专项集体合同',
  women: '女职工专项集体合同',
  safety: '劳动安全卫生专项集体合同',
};

const WORDS: ReadonlyMap<string, string> = new Map([
  ...allRegisters.flatMap((register) =>
    Object.entries(register.columns).map(([column, { title }]) => [column, title] as const),
  ),
  ...[...choiceLists().values()].flatMap((choices) => Object.entries(choices)),
  ...Object.entries(DERIVED),
]);

/** Chinese title of a register, or the id where there is none. */
export function registerTitle(register: string): string {
  return registers.get(register)?.title ?? register;
}

/** Chinese title of a column. */
export function columnTitle(register: string, column: string): string {
  return registers.get(register)?.columns[column]?.title ?? DERIVED[column] ?? WORDS.get(column) ?? column;
}

/** A stored value as shown: choices by title, booleans as 是 / 否, nothing as 未填. */
export function valueTitle(register: string, column: string, value: string | null): string {
  if (value === null) return '未填';
  if (value === 'true' || value === 'false') return value === 'true' ? '是' : '否';
  const type = registers.get(register)?.columns[column]?.type;
  return type?.kind === 'choice' ? (type.choices[value] ?? value) : value;
}

/**
 * Chinese title of a word used as an argument in a formula: a choice or column of the register the fact is counted
 * from, else of any register; words without one (topics) stand for themselves.
 */
export function wordTitles(word: string, register?: string): string {
  const columns = register === undefined ? undefined : registers.get(register)?.columns;
  for (const { type } of Object.values(columns ?? {})) {
    const title = type.kind === 'choice' ? type.choices[word] : undefined;
    if (title !== undefined) return title;
  }
  return columns?.[word]?.title ?? WORDS.get(word) ?? word;
}

/** Titles of what is missing: registers, and parameters of the scheme that nobody has set. */
export function missingTitles(
  scheme: Pick<Scheme, 'parameters'>,
  missing: readonly string[],
): readonly { readonly id: string; readonly title: string }[] {
  return missing.map((id) => ({
    id,
    title: scheme.parameters.find((parameter) => parameter.id === id)?.title ?? registerTitle(id),
  }));
}
