import type { Coverage, Scheme } from '@jianjia/rules';
import { visible } from '../console/text.ts';

/** Which sentences of a source no item quotes, with their lines in it. */
export function coverageText(scheme: Scheme, found: Coverage): string {
  const { sentences, covered, remaining, uncovered } = found;
  const head =
    `${scheme.id} ${scheme.title}：原文 ${sentences} 句，条目引用 ${covered} 句，` +
    `列明无须引用 ${remaining} 句，遗漏 ${uncovered.length} 句。\n`;
  const lines = uncovered.map(({ line, text, heading, phrases }) => {
    const part = phrases.length > 0 && phrases.join('') !== text ? `　未引用：${phrases.map(visible).join('｜')}` : '';
    return `  source.txt:${line} ${heading ? '（标题）' : ''}${visible(text)}${part}\n`;
  });
  return head + lines.join('');
}
