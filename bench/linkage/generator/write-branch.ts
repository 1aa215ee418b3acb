import type { Clerk } from './clerk.ts';
import { branchText, chineseNumber, type Branch, type Name } from './firm.ts';
import { branchSwaps } from './words/bodies.ts';

const ORDINAL = /^第([一二三四五六七八九十]+)$/u;
const VALUES = new Map(Array.from({ length: 99 }, (_, index) => [chineseNumber(index + 1), index + 1]));

/** 第三中学 → 第3中学, 三中学: the number in a brand written another way. */
export function writeOrdinal(clerk: Clerk, name: Name): Name {
  const numeral = ORDINAL.exec(name.brand)?.[1];
  if (numeral === undefined || !clerk.errs('ordinal_form')) return name;
  const digits = String(VALUES.get(numeral) ?? '');
  return { ...name, brand: clerk.random.pick([numeral, `第${digits}`, digits]) };
}

/** A whole name and its branch as a clerk joins them; whatever the wording, quarter and number stay. */
export function writeBranch(clerk: Clerk, whole: string, branch: Branch): string {
  const { random } = clerk;
  const numbered = branch.ordinal > 0 && clerk.errs('ordinal_form');
  if (!clerk.errs('branch_wording'))
    return whole + (numbered ? renumbered(clerk, branch, branch.kind) : branchText(branch));
  const kind = random.chance(0.5) ? (branchSwaps[branch.kind] ?? branch.kind) : branch.kind;
  const part = numbered ? renumbered(clerk, branch, kind) : branchText({ ...branch, kind });
  if (random.chance(0.4)) return `${whole}（${part}）`;
  if (random.chance(0.3)) return `${whole}-${part}`;
  if (random.chance(0.2)) return `${whole}驻${part}`;
  return `${whole}${part}`;
}

function renumbered(clerk: Clerk, { quarter, ordinal }: Branch, kind: string): string {
  const form = clerk.random.pick([chineseNumber(ordinal), String(ordinal), `第${ordinal}`, `${ordinal}号`]);
  return `${quarter}${form}${kind}`;
}
