import { Chart, type ChartOption } from '@jianjia/ui/chart';
import { countText } from '@jianjia/ui';
import { Button, Col, Row, Table, theme, Typography } from 'antd';
import { useMemo } from 'react';
import type { Tally } from '../../contract/what-if.ts';
import { copy } from './copy.ts';

interface Line extends Tally {
  readonly key: string;
  readonly title: string;
}

interface Props {
  readonly title: string;
  readonly rows: readonly Line[];
  readonly chosen: string | undefined;
  readonly onChoose: (key: string | undefined) => void;
}

/** Columns of numbers: no wider than they need, their titles in one line. */
const NARROW = { align: 'end', width: 1, onHeaderCell: () => ({ style: { whiteSpace: 'nowrap' } }) } as const;

/** Rows that a chart has place for; the table holds all. */
const MOST_BARS = 12;

/** Who gains and who loses, group by group: bars to both sides, and the same numbers as a table. */
export function FlipsBy({ title, rows, chosen, onChoose }: Props) {
  const flipped = rows.filter(({ gained, lost }) => gained + lost > 0);
  const option = useOption(flipped.slice(0, MOST_BARS));
  const label = `${title}：${flipped.map((row) => `${row.title} ${copy.gained} ${row.gained}，${copy.lost} ${row.lost}`).join('；')}`;
  return (
    <section aria-label={title}>
      <Typography.Title level={3} style={{ fontSize: 16 }}>
        {title}
      </Typography.Title>
      <Row gutter={[16, 8]}>
        <Col xs={24} md={flipped.length > 0 ? 10 : 0}>
          {flipped.length > 0 && (
            <Chart option={option} label={label} height={Math.min(flipped.length, MOST_BARS) * 30 + 40} />
          )}
        </Col>
        <Col xs={24} md={flipped.length > 0 ? 14 : 24}>
          <Table<Line>
            size="small"
            rowKey="key"
            dataSource={[...rows]}
            pagination={rows.length > 10 ? { pageSize: 10, size: 'small', showSizeChanger: false } : false}
            columns={[
              {
                title: title.replace('按', ''),
                render: (_value, row) => (
                  <Button
                    type="link"
                    size="small"
                    style={{ padding: 0, whiteSpace: 'normal', height: 'auto', textAlign: 'start' }}
                    aria-pressed={chosen === row.key}
                    onClick={() => onChoose(chosen === row.key ? undefined : row.key)}
                  >
                    {row.title}
                  </Button>
                ),
              },
              {
                title: copy.before,
                ...NARROW,
                render: (_value, row) => `${countText(row.before)} / ${countText(row.unions)}`,
              },
              {
                title: copy.gained,
                ...NARROW,
                render: (_value, row) => (row.gained > 0 ? `+${countText(row.gained)}` : '0'),
              },
              {
                title: copy.lost,
                ...NARROW,
                render: (_value, row) => (row.lost > 0 ? `−${countText(row.lost)}` : '0'),
              },
            ]}
          />
        </Col>
      </Row>
    </section>
  );
}

/** Losses to the left, gains to the right, each with its number. */
function useOption(rows: readonly Line[]): ChartOption {
  const { token } = theme.useToken();
  return useMemo(() => {
    // The same length to both sides, with room for the numbers.
    const reach = Math.ceil(Math.max(1, ...rows.flatMap(({ gained, lost }) => [gained, lost])) * 1.25);
    const rule = { lineStyle: { color: token.colorBorderSecondary } };
    const bar = (
      name: string,
      colour: string,
      values: readonly number[],
      side: 'left' | 'right',
    ): NonNullable<ChartOption['series']> => ({
      name,
      type: 'bar',
      stack: 'flips',
      barMaxWidth: 16,
      itemStyle: { color: colour },
      label: {
        show: true,
        position: side,
        color: token.colorText,
        formatter: ({ value }) => (value === 0 ? '' : countText(Math.abs(Number(value)))),
      },
      data: [...values],
    });
    return {
      aria: { enabled: true },
      grid: { left: 8, right: 8, top: 28, bottom: 4, containLabel: true },
      legend: { top: 0, left: 'center', textStyle: { color: token.colorText } },
      xAxis: { type: 'value', min: -reach, max: reach, axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map(({ title }) => title),
        axisLabel: { color: token.colorText, width: 110, overflow: 'truncate' },
        axisTick: { show: false },
        axisLine: rule,
      },
      series: [
        bar(
          copy.lost,
          cssColour('--verdict-unmet'),
          rows.map(({ lost }) => -lost),
          'left',
        ),
        bar(
          copy.gained,
          cssColour('--verdict-met'),
          rows.map(({ gained }) => gained),
          'right',
        ),
      ].flat(),
    };
  }, [rows, token.colorText, token.colorBorderSecondary]);
}

/** The value of a variable of the theme: the chart draws in an SVG of its own. */
function cssColour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name);
}
