import { Refusal, sentenceOf } from './sentences.ts';

/** Deeper than any form of ours. */
const MAX_DEPTH = 40;

/**
 * Refuses what PostgreSQL cannot store (NUL, halves of surrogate pairs) and what is nested beyond sense, before a schema
 * sees it: without this every text field of every endpoint would have to say so.
 */
export function checkInput(where: 'params' | 'query' | 'body', input: unknown): void {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value: input, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string') {
      checkText(where, value);
    } else if (typeof value === 'object' && value !== null) {
      if (depth >= MAX_DEPTH) throw refusal(where, '内容的层次太深。');
      for (const [key, inner] of Object.entries(value)) {
        checkText(where, key);
        waiting.push({ value: inner, depth: depth + 1 });
      }
    }
  }
}

/** Whether a text can be stored. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

function checkText(where: string, text: string): void {
  if (!isStorable(text)) throw refusal(where, '文字里有不能保存的字符（空字符或残缺的字）。');
}

function refusal(where: string, message: string): Refusal {
  // Nothing has such an address.
  if (where === 'params') return new Refusal(404, 'http.noPage', sentenceOf(404));
  return new Refusal(422, 'http.invalid', '填写的内容有不对的地方，没有执行。请按每一项的说明改正后重新提交。', {
    errors: [{ path: where, message }],
  });
}
