import type { RefObject } from 'react';
import type { SchemeDocument } from '../../contract/index.ts';
import type { Arrangement } from './arrange.ts';
import type { Hit } from './find.ts';
import { LinkPane } from './link-pane.tsx';
import { Sentence } from './sentence.tsx';

interface Props {
  readonly pane: RefObject<HTMLDivElement | null>;
  readonly document: SchemeDocument;
  readonly arrangement: Arrangement;
  readonly chosen: number | null;
  readonly hits: readonly Hit[];
  readonly hit: Hit | null;
  readonly onChoose: (items: readonly number[]) => void;
}

const NO_HITS: readonly Hit[] = [];

/** The source as paragraphs, with its quoted, set aside and uncovered stretches marked. */
export function TextPane({ pane, document, arrangement, chosen, hits, hit, onChoose }: Props) {
  const hitsOf = Map.groupBy(hits, ({ sentence }) => sentence);
  const stop = chosen ?? arrangement.order[0] ?? null;
  const chosenIn = new Set(chosen === null ? [] : document.items[chosen]?.sentences);
  const stopIn = stop === null ? undefined : document.items[stop]?.sentences[0];
  return (
    <LinkPane pane={pane} label="原文" className="text-pane" onChoose={onChoose}>
      {paragraphs(document).map((numbers) => {
        const [first = 0] = numbers;
        const rank = document.sentences[first]?.heading ?? null;
        const Tag = rank === null || rank > 2 ? 'p' : rank < 2 ? 'h2' : 'h3';
        return (
          <Tag key={first}>
            {numbers.map((number) => (
              <Sentence
                key={number}
                number={number}
                document={document}
                arrangement={arrangement}
                chosen={chosenIn.has(number) ? chosen : null}
                stop={stopIn === number ? stop : null}
                hits={hitsOf.get(number) ?? NO_HITS}
                hit={hit?.sentence === number ? hit : null}
              />
            ))}
          </Tag>
        );
      })}
    </LinkPane>
  );
}

/** Positions of the sentences, paragraph by paragraph. */
function paragraphs({ sentences }: SchemeDocument): readonly (readonly number[])[] {
  const made: number[][] = [];
  sentences.forEach(({ paragraph, heading }, number) => {
    const afterHeading = sentences[number - 1]?.heading !== null;
    const last = made.at(-1);
    if (!last || paragraph || heading !== null || afterHeading) made.push([number]);
    else last.push(number);
  });
  return made;
}
