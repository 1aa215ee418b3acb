import type { ScreenProps } from '@jianjia/ui';
import { Grid, Segmented } from 'antd';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { SchemeDocument } from '../../contract/index.ts';
import { arrange } from './arrange.ts';
import { useChosen, useChosenInSight } from './chosen.ts';
import { findHits } from './find.ts';
import { ItemsPane } from './items-pane.tsx';
import { find, reveal, useInStep } from './panes.ts';
import type { search as schema } from './search.ts';
import { TextPane } from './text-pane.tsx';
import { Toolbar } from './toolbar.tsx';

interface Props extends Pick<ScreenProps<typeof schema>, 'search' | 'setSearch'> {
  readonly document: SchemeDocument;
}

const VIEWS = [
  { value: 'text', label: '原文' },
  { value: 'items', label: '条目' },
] as const;

/** Both panes with what chooses and filters in them; on a phone one of them, with a switch. */
export function Browser({ document, search, setSearch }: Props) {
  const { lg } = Grid.useBreakpoint();
  const isNarrow = lg === false;
  const { track, kind, q, view = 'text' } = search;
  const arrangement = useMemo(() => arrange(document, { track, kind }), [document, track, kind]);
  const hits = useMemo(() => findHits(document.sentences, q), [document, q]);
  const [hit, setHit] = useState(0);
  const [text, items] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)];
  const panes = { text, items };
  const { chosen, choose } = useChosen(document, { search, setSearch }, isNarrow);
  useInStep(panes, !isNarrow);
  useChosenInSight(panes, chosen, lg === undefined ? null : isNarrow ? view : 'both');

  const goTo = (sentence: number) =>
    reveal(text.current, find(text.current, `[data-sentence="${sentence}"]`), 'gently');
  const goToHit = (to: number) => {
    setHit(to);
    const at = hits[to];
    if (at) goTo(at.sentence);
  };
  const findWords = (words: string | undefined) => {
    setSearch({ q: words }, { replace: true });
    setHit(0);
    const [first] = findHits(document.sentences, words);
    if (first) goTo(first.sentence);
  };
  const toText = useCallback(() => setSearch({ view: 'text' }), [setSearch]);
  const bar = { document, search, setSearch, hits, hit, onHit: goToHit, onHeading: goTo, onFind: findWords };
  const shared = { document, arrangement, chosen, onChoose: choose };
  return (
    <>
      <Toolbar {...bar} />
      {isNarrow && (
        <Segmented
          block
          aria-label="看哪一边"
          options={[...VIEWS]}
          value={view}
          onChange={(to) => setSearch({ view: to })}
        />
      )}
      <div className="panes">
        {(!isNarrow || view === 'text') && <TextPane {...shared} pane={text} hits={hits} hit={hits[hit] ?? null} />}
        {(!isNarrow || view === 'items') && (
          <ItemsPane
            {...shared}
            pane={items}
            asOf={search.as_of}
            onText={isNarrow ? toText : undefined}
            onClear={() => setSearch({ track: undefined, kind: undefined })}
          />
        )}
      </div>
    </>
  );
}
