import type { KeyboardEvent, MouseEvent, ReactNode, RefObject } from 'react';
import { linkByArrow } from './panes.ts';

interface Props {
  readonly pane: RefObject<HTMLDivElement | null>;
  readonly label: string;
  readonly className: string;
  readonly onChoose: (items: readonly number[]) => void;
  readonly children: ReactNode;
}

/**
 * A pane full of links to items (`data-item`, positions separated by spaces). They are handled here and not one by one:
 * there are more than a thousand. The pane is one stop of the Tab key, the chosen link another; arrow keys go on from there.
 */
export function LinkPane({ pane, label, className, onChoose, children }: Props) {
  const follow = (event: MouseEvent<HTMLDivElement>) => {
    const link = (event.target as Element).closest<HTMLElement>('a[data-item]');
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain) return;
    event.preventDefault();
    onChoose((link.dataset['item'] ?? '').split(' ').map(Number));
  };
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const link = linkByArrow(event.currentTarget, event.key);
    if (!link) return;
    event.preventDefault();
    link.focus();
  };
  return (
    <div
      ref={pane}
      className={`pane ${className}`}
      role="region"
      aria-label={label}
      tabIndex={0}
      onClick={follow}
      onKeyDown={move}
    >
      {children}
    </div>
  );
}
