import { useAnswer } from '@jianjia/client';
import { Asked, PlaceLink, placeOf } from '@jianjia/ui';
import { Chart } from '@jianjia/ui/chart';
import { Drawer, Flex, Grid, Tag, theme } from 'antd';
import { compareSchemes, type Comparison, type ComparisonRow, type ComparisonUse } from '../../contract/index.ts';
import { chartOf, heightOf } from './chart.ts';
import { Differs } from './differs.tsx';
import { bars, thresholdText } from './told.ts';

interface Props {
  readonly schemes: string | undefined;
  readonly measure: string | undefined;
  readonly asOf: string | undefined;
  readonly onClose: () => void;
}

/** One measure: its thresholds as a chart, its quotes side by side. */
export function MeasureDrawer({ schemes, measure, asOf, onClose }: Props) {
  const { md } = Grid.useBreakpoint();
  const query = useAnswer(compareSchemes, { query: { schemes, measure } }, { enabled: measure !== undefined });
  const row = query.data?.measures[0];
  return (
    <Drawer
      title={row?.measure.title ?? '指标比较'}
      size={md === true ? 760 : '100%'}
      open={measure !== undefined}
      onClose={onClose}
      destroyOnHidden
    >
      <Asked query={query} rows={8}>
        {(comparison) => {
          const [first] = comparison.measures;
          return first ? <Side comparison={comparison} row={first} asOf={asOf} /> : null;
        }}
      </Asked>
    </Drawer>
  );
}

interface SideProps {
  readonly comparison: Comparison;
  readonly row: ComparisonRow;
  readonly asOf: string | undefined;
}

function Side({ comparison, row, asOf }: SideProps) {
  const { token } = theme.useToken();
  const { md } = Grid.useBreakpoint();
  const looks = {
    bar: token.colorInfo,
    text: token.colorText,
    line: token.colorBorderSecondary,
    isNarrow: md === false,
  };
  const drawn = bars(row, comparison.sides);
  const places = new Map(comparison.sides.map((side) => [side.id, side]));
  return (
    <>
      <Differs row={row} />
      {drawn.length > 1 && (
        <Chart
          option={chartOf(drawn, row.measure.unit, looks)}
          height={heightOf(drawn, looks.isNarrow)}
          label={`各标准对“${row.measure.title}”的要求：${drawn.map(({ name, text }) => `${name.replace('\n', ' ')}${text}`).join('；')}`}
        />
      )}
      <ul className="compare-quotes">
        {row.uses.map((use) => (
          <li key={`${use.scheme}.${use.item}`}>
            <Quote use={use} issuer={places.get(use.side)?.issuer ?? use.scheme} asOf={asOf} />
          </li>
        ))}
      </ul>
    </>
  );
}

const COMBINED = { all: '与同条其他要求须一并做到', any: '与同条其他要求满足其一即可' } as const;

interface QuoteProps {
  readonly use: ComparisonUse;
  readonly issuer: string;
  readonly asOf: string | undefined;
}

function Quote({ use, issuer, asOf }: QuoteProps) {
  const place = placeOf(`/schemes/${encodeURIComponent(use.scheme)}`, { item: use.item, as_of: asOf });
  return (
    <>
      <Flex wrap gap={8} justify="space-between">
        <b>{thresholdText(use)}</b>
        <Tag>{use.mandatory ? '必达' : '非必达'}</Tag>
      </Flex>
      <div className="item-place">
        {issuer} · {use.track_title}
      </div>
      <blockquote>“{use.quote}”</blockquote>
      <div className="item-place">
        {use.condition !== null && <div>前提：{use.condition}</div>}
        {use.combined !== 'alone' && <div>{COMBINED[use.combined]}</div>}
        <PlaceLink to={place}>
          原文 {use.at}（第 {use.line} 行）
        </PlaceLink>
      </div>
    </>
  );
}
