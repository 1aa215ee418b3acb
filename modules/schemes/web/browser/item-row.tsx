import { Tag } from 'antd';
import { memo } from 'react';
import type { DocumentItem } from '../../contract/index.ts';
import { Kind } from '../parts/kind.tsx';
import { ItemMore } from './item-more.tsx';

interface Props {
  readonly scheme: string;
  readonly item: DocumentItem;
  /** Position in the document's list. */
  readonly index: number;
  readonly trackTitle: string;
  readonly isChosen: boolean;
  /** Whether the Tab key stops here. */
  readonly isStop: boolean;
  readonly asOf: string | undefined;
  readonly onText: (() => void) | undefined;
}

/** One item; chosen, it opens. */
export const ItemRow = memo(function ItemRow({
  scheme,
  item,
  index,
  trackTitle,
  isChosen,
  isStop,
  asOf,
  onText,
}: Props) {
  return (
    <li className={isChosen ? 'item chosen' : 'item'}>
      <a
        href={`?item=${encodeURIComponent(item.id)}`}
        data-item={index}
        tabIndex={isStop ? 0 : -1}
        {...(isChosen ? { 'aria-current': 'true' as const } : {})}
      >
        <span className="item-head">
          <Kind kind={item.kind} />
          <span>{item.says}</span>
          {!item.mandatory && <Tag>非必达</Tag>}
        </span>
        <span className="item-quote">“{item.quote}”</span>
        <span className="item-place">
          {trackTitle} · {item.at}
          {item.condition !== null && <> · 前提：{item.condition}</>}
        </span>
      </a>
      {isChosen && <ItemMore scheme={scheme} item={item} asOf={asOf} onText={onText} />}
    </li>
  );
});
