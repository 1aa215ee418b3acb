import { allRegisters } from '@jianjia/assessments/contract';

/** Whole numbers with thousands separators. */
export function counted(value: number): string {
  return value.toLocaleString('zh-CN');
}

/** Chinese title of a kind of union. */
export function kindTitle(kind: string): string {
  const type = allRegisters.find((register) => register.name === 'unions')?.columns['kind']?.type;
  return type?.kind === 'choice' ? (type.choices[kind] ?? kind) : kind;
}
