import type { Random } from '../random.ts';

/** What happens to names between two departments; each kind as often as its weight says. */
const SLIPS: readonly (readonly [slip: (name: string, random: Random) => string, weight: number])[] = [
  [(name) => name.replace('有限公司', '有限责任公司'), 4],
  [(name) => ` ${name}`.replace('示例', '示例 '), 2],
  [(name) => name.replace('示例', '（示例）'), 3],
  [(name) => name.replace('示例', '市示例'), 2],
  [(name) => name.replace(/有限公司$/, '公司'), 1],
  // Characters that sound or look alike.
  [(name) => name.replace('成', '城').replace('辉', '晖').replace('新', '欣'), 2],
  [(name, random) => dropOne(name, random), 1],
];

/** A name as another department has it. */
export function slippedName(name: string, random: Random): string {
  return random.weighted(SLIPS)(name, random);
}

function dropOne(name: string, random: Random): string {
  const at = random.int(2, Math.max(2, name.length - 6));
  return name.slice(0, at) + name.slice(at + 1);
}

/** A code with one character mistyped, so that its check character is wrong. */
export function mistypedCode(code: string, random: Random): string {
  const at = random.int(9, 16);
  const other = code[at] === '7' ? '1' : '7';
  return code.slice(0, at) + other + code.slice(at + 1);
}
