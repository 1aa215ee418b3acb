import { type AnswerOf, useAnswer } from '@jianjia/client';
import { Asked, Nothing, percentText } from '@jianjia/ui';
import { Chart, type ChartOption } from '@jianjia/ui/chart';
import { Card, theme } from 'antd';
import { useMemo } from 'react';
import { overviewHistory } from '../../contract/overview.ts';
import { copy } from './copy.ts';
import type { Place } from './search.ts';

type History = AnswerOf<typeof overviewHistory>;

/** The share over the last twelve month ends and at the day itself; what was not evaluated is a gap, not a zero. */
export function HistoryCard({ place, scheme }: { readonly place: Place; readonly scheme: string | undefined }) {
  const query = useAnswer(overviewHistory, { query: { ...place, scheme } });
  return (
    <Card size="small" title={copy.history}>
      <Asked query={query} rows={6}>
        {(history) =>
          history.schemes.length === 0 ? (
            <Nothing title={copy.reachEmpty}>{copy.reachEmptyHelp}</Nothing>
          ) : (
            <Drawn history={history} />
          )
        }
      </Asked>
    </Card>
  );
}

function Drawn({ history }: { readonly history: History }) {
  const { token } = theme.useToken();
  const option = useMemo(
    () => optionOf(history, { text: token.colorTextSecondary, line: token.colorSplit }),
    [history, token.colorTextSecondary, token.colorSplit],
  );
  const missing = history.days.filter(({ computed_on }) => computed_on === null).map(({ day }) => day.slice(0, 7));
  return (
    <>
      <Chart
        option={option}
        height={PLOT + LEGEND_ROW * history.schemes.length}
        label={copy.historyLabel(history.schemes.map(lastOf).join('，'))}
      />
      <p className="overview-note">{copy.historyNote}</p>
      {missing.length > 0 && <p className="overview-note">{copy.historyMissing(missing.join('、'))}</p>}
      <details>
        <summary>{copy.historyTable}</summary>
        <Numbers history={history} />
      </details>
    </>
  );
}

const lastOf = ({ title, points }: History['schemes'][number]): string => {
  const last = points.at(-1);
  return `${title} ${last ? percentText(last.share) : copy.none}`;
};

function optionOf({ days, schemes }: History, colour: { readonly text: string; readonly line: string }): ChartOption {
  const axisLabel = { color: colour.text };
  return {
    aria: { enabled: true },
    grid: { left: 8, right: 16, top: 16, bottom: 12 + LEGEND_ROW * schemes.length, containLabel: true },
    // Titles of standards are long: one below the other they fit a phone.
    legend: { bottom: 0, left: 0, orient: 'vertical', itemGap: 8, textStyle: { color: colour.text } },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value) => (typeof value === 'number' ? percentText(value) : copy.none),
    },
    xAxis: { type: 'category', data: days.map(({ day }) => day.slice(2)), axisLabel },
    yAxis: {
      type: 'value',
      min: 0,
      axisLabel: { ...axisLabel, formatter: (value: number) => percentText(value) },
      splitLine: { lineStyle: { color: colour.line } },
    },
    // Told apart by the mark as well as by the colour.
    series: schemes.map(({ title, points }, index) => ({
      type: 'line' as const,
      name: title,
      symbol: SYMBOLS[index % SYMBOLS.length] ?? 'circle',
      symbolSize: 8,
      data: points.map((point) => point?.share ?? null),
    })),
  };
}

/** Pixels. */
const PLOT = 220;
const LEGEND_ROW = 23;

const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow'];

function Numbers({ history }: { readonly history: History }) {
  return (
    <div className="overview-scroll" tabIndex={0} role="region" aria-label={copy.history}>
      <table className="overview-numbers">
        <thead>
          <tr>
            <th scope="col">{copy.month}</th>
            {history.schemes.map(({ scheme, title }) => (
              <th key={scheme} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {history.days.map(({ day, computed_on }, index) => (
            <tr key={day}>
              <th scope="row" title={computed_on === null ? copy.none : copy.computed(computed_on)}>
                {day}
              </th>
              {history.schemes.map(({ scheme, points }) => {
                const point = points[index];
                return (
                  <td key={scheme}>
                    {point ? `${percentText(point.share)}（${point.reached}/${point.unions}）` : copy.none}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
