import { Button, Flex } from 'antd';
import type { ReactNode } from 'react';
import type { PairVerdict, WholePair } from '../../contract/index.ts';
import { copy } from './copy.ts';

interface Props {
  readonly pair: WholePair | undefined;
  readonly pending: boolean;
  readonly undoable: boolean;
  readonly onDecide: (verdict: PairVerdict) => void;
  readonly onUndo: () => void;
  readonly onNext: () => void;
  readonly onPrevious: () => void;
  readonly onHelp: () => void;
}

/** What can be done with the pair, each with its key; stays in sight at the bottom. */
export function Actions({ pair, pending, undoable, onDecide, onUndo, onNext, onPrevious, onHelp }: Props) {
  const closed = pair?.can.decide !== true || pending;
  const verdict = (id: PairVerdict, key: string) => (
    <Button
      type={id === 'same' ? 'primary' : 'default'}
      disabled={closed}
      aria-pressed={pair?.mine === id}
      aria-keyshortcuts={key}
      onClick={() => onDecide(id)}
    >
      {copy[id]} <Key>{key}</Key>
    </Button>
  );
  return (
    <div className="review-actions" role="toolbar" aria-label={copy.actions}>
      <Flex wrap gap={8}>
        {verdict('same', '1')}
        {verdict('different', '2')}
        {verdict('unsure', '3')}
      </Flex>
      <Flex wrap gap={8}>
        <Button disabled={pending || !(undoable || pair?.can.undo === true)} aria-keyshortcuts="Z" onClick={onUndo}>
          {copy.undo} <Key>Z</Key>
        </Button>
        <Button aria-keyshortcuts="ArrowLeft P" onClick={onPrevious}>
          {copy.previous} <Key>←</Key>
        </Button>
        <Button aria-keyshortcuts="ArrowRight N" onClick={onNext}>
          {copy.next} <Key>→</Key>
        </Button>
        <Button type="text" aria-keyshortcuts="?" onClick={onHelp}>
          {copy.help} <Key>?</Key>
        </Button>
      </Flex>
    </div>
  );
}

function Key({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="review-key" aria-hidden="true">
      {children}
    </kbd>
  );
}
