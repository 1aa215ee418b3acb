import { DownOutlined, UpOutlined } from '@ant-design/icons';
import type { ScreenProps } from '@jianjia/ui';
import { Button, Input, Select, Space, Tag } from 'antd';
import type { SchemeDocument } from '../../contract/index.ts';
import { Kind } from '../parts/kind.tsx';
import { KIND_ORDER, KINDS } from '../parts/words.ts';
import type { Hit } from './find.ts';
import type { search as schema } from './search.ts';

interface Props extends Pick<ScreenProps<typeof schema>, 'search' | 'setSearch'> {
  readonly document: SchemeDocument;
  readonly hits: readonly Hit[];
  /** Position of the hit looked at. */
  readonly hit: number;
  readonly onHit: (to: number) => void;
  readonly onHeading: (sentence: number) => void;
  readonly onFind: (words: string | undefined) => void;
}

/** What filters the items, finds words, and leads through the text; the kinds are the legend as well. */
export function Toolbar({ document, search, setSearch, hits, hit, onHit, onHeading, onFind }: Props) {
  const { track, kind, q } = search;
  const counts = document.tracks.find(({ id }) => id === track)?.kinds ?? document.kinds;
  const tracks = document.tracks.map(({ id, title, items }) => ({ value: id, label: `${title}（${items} 条）` }));
  return (
    <div className="browse-bar">
      <Select
        aria-label="适用对象"
        className="browse-track"
        allowClear
        placeholder="全部适用对象"
        options={tracks}
        value={track ?? null}
        onChange={(to: string | null) => setSearch({ track: to ?? undefined })}
      />
      <Select
        aria-label="跳到标题"
        className="browse-heading"
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="跳到标题"
        options={headings(document)}
        value={null}
        onChange={(to: number | null) => to !== null && onHeading(to)}
      />
      <Find q={q} hits={hits} hit={hit} onHit={onHit} onFind={onFind} />
      <div className="browse-kinds" role="group" aria-label="条目类别，也是图例">
        {KIND_ORDER.filter((one) => document.kinds[one] > 0).map((one) => (
          <Tag.CheckableTag
            key={one}
            checked={kind === one}
            onChange={(isOn) => setSearch({ kind: isOn ? one : undefined })}
          >
            <span title={KINDS[one].means}>
              <Kind kind={one} count={counts[one]} />
            </span>
          </Tag.CheckableTag>
        ))}
        <span className="aside">灰字：写明理由不引</span>
        {document.coverage.uncovered > 0 && <span className="open">遗漏：没有条目引用</span>}
      </div>
    </div>
  );
}

interface FindProps extends Pick<Props, 'hits' | 'hit' | 'onHit' | 'onFind'> {
  readonly q: string | undefined;
}

function Find({ q, hits, hit, onHit, onFind }: FindProps) {
  const go = (step: number) => hits.length > 0 && onHit((hit + step + hits.length) % hits.length);
  const at = Math.min(hit, Math.max(hits.length - 1, 0));
  return (
    <Space.Compact className="browse-find">
      <Input
        aria-label="在原文中查找"
        placeholder="在原文中查找"
        allowClear
        defaultValue={q}
        onChange={(event) => onFind(event.target.value === '' ? undefined : event.target.value)}
        onPressEnter={() => go(1)}
        suffix={
          <span role="status" className="browse-hits">
            {q === undefined ? '' : hits.length === 0 ? '没有找到' : `${at + 1} / ${hits.length}`}
          </span>
        }
      />
      <Button aria-label="上一处" icon={<UpOutlined />} disabled={hits.length === 0} onClick={() => go(-1)} />
      <Button aria-label="下一处" icon={<DownOutlined />} disabled={hits.length === 0} onClick={() => go(1)} />
    </Space.Compact>
  );
}

function headings({ sentences }: SchemeDocument) {
  return sentences.flatMap(({ heading, pieces }, value) => {
    if (heading === null || heading > 2) return [];
    const text = pieces.map((piece) => piece.text).join('');
    return [{ value, label: `${'　'.repeat(heading)}${text}` }];
  });
}
