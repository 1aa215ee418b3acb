import type { Clerk } from './clerk.ts';
import type { Random } from './random.ts';
import { traditional } from './words/characters.ts';

const NOTES = [
  '（停业）',
  '【个体】',
  '(注销)',
  '（已迁）',
  '（吊销）',
  ' 停业',
  '（筹）',
  '(个体工商户)',
  '（分支）',
  '*',
  '（新）',
];
const BRANCH_NOTES = [...NOTES, '（分支）', '（分支机构）'];
const BRACKETS = /[（）()]/u;
const WIDE = /[（）()0-9A-Za-z]/u;

/** What happens to the text of a name: script, brackets, width, spaces, notes. */
export function dress(clerk: Clerk, correct: string, branch: boolean): string {
  let text = correct;
  if (clerk.errs('traditional')) text = [...text].map((character) => traditional.get(character) ?? character).join('');
  if (BRACKETS.test(text) && clerk.errs('brackets')) text = otherBrackets(clerk.random, text);
  if (WIDE.test(text) && clerk.errs('full_width')) text = otherWidth(text);
  if (clerk.errs('spaces')) text = spaced(clerk.random, text);
  if (clerk.errs('note')) text += clerk.random.pick(branch ? BRANCH_NOTES : NOTES);
  return text;
}

function otherBrackets(random: Random, text: string): string {
  const [open = '', close = ''] = random.pick(['【】', '〔〕', '[]', '<>', '', '()']).split('');
  return text.replaceAll(/[（(]/gu, open).replaceAll(/[）)]/gu, close);
}

/** Half width → full width and back; brackets become half width ones. */
function otherWidth(text: string): string {
  return [...text]
    .map((character) => {
      if (character === '（') return '(';
      if (character === '）') return ')';
      const code = character.charCodeAt(0);
      return code > 0x20 && code < 0x7f ? String.fromCharCode(code + 0xfee0) : character;
    })
    .join('');
}

function spaced(random: Random, text: string): string {
  const space = random.pick([' ', ' ', '\u3000', '  ', '\u00a0']);
  const at = random.int(0, text.length);
  return text.slice(0, at) + space + text.slice(at);
}
