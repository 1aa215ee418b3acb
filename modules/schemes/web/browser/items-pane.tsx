import { Nothing } from '@jianjia/ui';
import { Button } from 'antd';
import type { RefObject } from 'react';
import type { SchemeDocument } from '../../contract/index.ts';
import { REASONS } from '../parts/words.ts';
import type { Arrangement, Group } from './arrange.ts';
import { ItemRow } from './item-row.tsx';
import { LinkPane } from './link-pane.tsx';

interface Props {
  readonly pane: RefObject<HTMLDivElement | null>;
  readonly document: SchemeDocument;
  readonly arrangement: Arrangement;
  readonly chosen: number | null;
  readonly asOf: string | undefined;
  readonly onChoose: (items: readonly number[]) => void;
  /** On a phone: turns to the text. */
  readonly onText: (() => void) | undefined;
  readonly onClear: () => void;
}

/** The items in the order of the text, or the reason why a sentence has none. */
export function ItemsPane({ pane, document, arrangement, chosen, asOf, onChoose, onText, onClear }: Props) {
  const titles = new Map(document.tracks.map((track) => [track.id, track.title]));
  const stop = chosen ?? arrangement.order[0] ?? null;
  return (
    <LinkPane pane={pane} label="引用原文的条目" className="items-pane" onChoose={onChoose}>
      {arrangement.groups.length === 0 && (
        <Nothing title="没有符合条件的条目">
          <Button onClick={onClear}>看全部条目</Button>
        </Nothing>
      )}
      {arrangement.groups.map((group) => (
        <section key={group.sentence} data-sentence={group.sentence}>
          {group.items.length === 0 && <Reason group={group} document={document} />}
          {group.items.length > 0 && (
            <ul>
              {group.items.map((index) => {
                const item = document.items[index];
                return item ? (
                  <ItemRow
                    key={item.id}
                    scheme={document.id}
                    item={item}
                    index={index}
                    trackTitle={titles.get(item.track) ?? item.track}
                    isChosen={index === chosen}
                    isStop={index === stop}
                    asOf={asOf}
                    onText={onText}
                  />
                ) : null;
              })}
            </ul>
          )}
          {group.open && group.items.length > 0 && <p className="reason open">这一句还有文字没有条目引用</p>}
        </section>
      ))}
    </LinkPane>
  );
}

function Reason({ group, document }: { readonly group: Group; readonly document: SchemeDocument }) {
  const line = document.sentences[group.sentence]?.line ?? 1;
  if (group.open) return <p className="reason open">第 {line} 行：遗漏，没有条目引用</p>;
  return (
    <p className="reason">
      第 {line} 行：{group.because === null ? '' : REASONS[group.because]}，无须引用
    </p>
  );
}
