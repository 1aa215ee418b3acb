import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { ScreenProps } from '@jianjia/ui';
import type { SchemeDocument } from '../../contract/index.ts';
import { nextChosen } from './arrange.ts';
import { find, type Panes, reveal } from './panes.ts';
import type { search as schema } from './search.ts';

type Url = Pick<ScreenProps<typeof schema>, 'search' | 'setSearch'>;

/** The item that the URL names, and how another is chosen. On a phone a quote turns to its items. */
export function useChosen(document: SchemeDocument, { search, setSearch }: Url, isNarrow: boolean) {
  const { item: id, view = 'text' } = search;
  const chosen = useMemo(() => {
    const index = document.items.findIndex((item) => item.id === id);
    return index < 0 ? null : index;
  }, [document, id]);
  const choose = useCallback(
    (items: readonly number[]) => {
      const next = nextChosen(items, chosen);
      if (next === null) return;
      const turned = isNarrow && view === 'text' ? { view: 'items' as const } : {};
      setSearch({ item: document.items[next]?.id, ...turned });
    },
    [chosen, document, isNarrow, setSearch, view],
  );
  return { chosen, choose };
}

/**
 * The chosen item comes into sight on whichever sides are shown: at once when the page opens, gently afterwards.
 * `shown` says which; null while that is not known yet.
 */
export function useChosenInSight({ text, items }: Panes, chosen: number | null, shown: string | null): void {
  const isFirst = useRef(true);
  useEffect(() => {
    if (shown === null) return;
    const how = isFirst.current ? 'now' : 'gently';
    isFirst.current = false;
    if (chosen === null) return;
    for (const pane of [text, items]) reveal(pane.current, find(pane.current, '[aria-current="true"]'), how);
  }, [text, items, chosen, shown]);
}
