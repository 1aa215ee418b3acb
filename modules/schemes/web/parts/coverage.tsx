import { countText, percentText } from '@jianjia/ui';
import type { SchemeCard } from '../../contract/index.ts';

type Part = 'quoted' | 'set_aside' | 'between' | 'uncovered';

const PARTS: readonly { readonly part: Part; readonly word: string }[] = [
  { part: 'quoted', word: '条目引用' },
  { part: 'set_aside', word: '写明理由不引' },
  { part: 'between', word: '标点和连接词' },
  { part: 'uncovered', word: '遗漏' },
];

/** How much of a source is quoted: a bar with its numbers in words, by characters; the sentences below. */
export function CoverageBar({ coverage }: { readonly coverage: SchemeCard['coverage'] }) {
  const { characters, sentences } = coverage;
  const shown = PARTS.filter(({ part }) => characters[part] > 0);
  return (
    <div>
      <div className="coverage-bar" aria-hidden>
        {shown.map(({ part }) => (
          <span key={part} className={part} style={{ flexGrow: characters[part] }} />
        ))}
      </div>
      <ul className="coverage-words">
        {PARTS.map(({ part, word }) => (
          <li key={part}>
            <span className={`coverage-dot ${part}`} aria-hidden />
            {word} <b>{percentText(characters.total === 0 ? 0 : characters[part] / characters.total)}</b>
          </li>
        ))}
        <li className="coverage-sentences">
          原文 {countText(characters.total)} 字、{sentences} 句：引用 {coverage.quoted} 句，写明理由不引{' '}
          {coverage.set_aside} 句，遗漏 {coverage.uncovered} 句
        </li>
      </ul>
    </div>
  );
}
