import { useAnswer } from '@jianjia/client';
import { Asked, Nothing, Page, type ScreenProps } from '@jianjia/ui';
import { Button, Grid, Input, Select, Switch } from 'antd';
import { compareSchemes, type Comparison } from '../../contract/index.ts';
import '../schemes.css';
import { Cards } from './cards.tsx';
import { MeasureDrawer } from './measure.tsx';
import { Only } from './only.tsx';
import type { search as schema } from './search.ts';
import { MeasureTable } from './table.tsx';
import { shownRows } from './told.ts';

type Props = ScreenProps<typeof schema>;

/** What the schemes ask of the same measure: 职工入会率 98 % here, 95 % there. */
export default function ComparisonPage({ search, setSearch }: Props) {
  const { schemes, measure } = search;
  const query = useAnswer(compareSchemes, { query: { schemes } }, { keep: true });
  return (
    <Page
      title="标准比较"
      lead="不同标准对同一指标的要求放在一起看；点一行，看各自的原文和位置。只选一个标准时，比较它的各类适用对象。"
    >
      <Asked query={query} rows={12}>
        {(comparison) => (
          <>
            <Bar comparison={comparison} search={search} setSearch={setSearch} />
            <Rows comparison={comparison} search={search} setSearch={setSearch} />
            <Only comparison={comparison} asOf={search.as_of} />
          </>
        )}
      </Asked>
      <MeasureDrawer
        schemes={schemes}
        measure={measure}
        asOf={search.as_of}
        onClose={() => setSearch({ measure: undefined })}
      />
    </Page>
  );
}

interface PartProps extends Pick<Props, 'search' | 'setSearch'> {
  readonly comparison: Comparison;
}

function Bar({ comparison, search, setSearch }: PartProps) {
  const chosen = [...new Set(comparison.sides.map(({ scheme }) => scheme))];
  const choose = (ids: readonly string[]) =>
    setSearch({ schemes: ids.length === 0 || ids.length === comparison.schemes.length ? undefined : ids.join(',') });
  const differing = comparison.measures.filter(({ differs_in: differs }) => differs.length > 0).length;
  return (
    <div className="compare-bar">
      <Select
        mode="multiple"
        className="compare-schemes"
        aria-label="比较哪些标准"
        options={comparison.schemes.map(({ id, title, issuer }) => ({ value: id, label: issuer, title }))}
        value={chosen}
        onChange={choose}
      />
      <Input.Search
        aria-label="找指标"
        placeholder="找指标，如 入会率"
        allowClear
        style={{ width: 220 }}
        defaultValue={search.q}
        onChange={(event) => setSearch({ q: event.target.value || undefined }, { replace: true })}
      />
      <label>
        <Switch
          size="small"
          checked={search.show === 'differs'}
          onChange={(isOn) => setSearch({ show: isOn ? 'differs' : undefined })}
        />{' '}
        只看要求不同的
      </label>
      <span role="status">
        共同用到 {comparison.measures.length} 个指标，{differing} 个要求不同
      </span>
    </div>
  );
}

function Rows({ comparison, search, setSearch }: PartProps) {
  const { md } = Grid.useBreakpoint();
  const rows = shownRows(comparison, search);
  const open = (measure: string) => setSearch({ measure });
  if (rows.length === 0) {
    const all = () => setSearch({ q: undefined, show: undefined });
    return (
      <Nothing title={comparison.measures.length === 0 ? '这几个标准没有共同用到的指标' : '没有符合条件的指标'}>
        {comparison.measures.length === 0 ? (
          '换几个标准再比较；下面列出每个标准单独要求的。'
        ) : (
          <Button onClick={all}>看全部</Button>
        )}
      </Nothing>
    );
  }
  return md === false ? (
    <Cards rows={rows} sides={comparison.sides} onOpen={open} />
  ) : (
    <MeasureTable rows={rows} sides={comparison.sides} chosen={search.measure} onOpen={open} />
  );
}
