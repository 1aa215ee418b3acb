import { Problem } from '@jianjia/kernel';

/** Sentences about founding unions. */
export const problems = {
  noSuperior: (code: string) =>
    new Problem(
      'organisations.noSuperior',
      'missing',
      `没有编码为“${code}”、可以作上级的工会。上级要是市、县、开发区、乡镇街道、社区村工会或工会联合会，而且没有撤销。请重新选择上级工会。`,
    ),
  mayNotFound: (name: string) =>
    new Problem(
      'organisations.mayNotFound',
      'forbidden',
      `您不能在“${name}”下面建立工会。请让这个工会的干部确认，或选择自己范围内的上级工会。`,
    ),
  codeTaken: (code: string) =>
    new Problem('organisations.codeTaken', 'conflict', `工会编码“${code}”已经有工会在用。请改用另一个编码。`),
} as const;
