import { useAnswer } from '@jianjia/client';
import { Asked, countText, Nothing, PlaceLink, placeOf } from '@jianjia/ui';
import { Chart, type ChartOption } from '@jianjia/ui/chart';
import { Table, type TableProps, Typography } from 'antd';
import { useMemo } from 'react';
import {
  outcomeIds,
  outcomeTitles,
  showProgress,
  type TaskState,
  taskStateIds,
  taskStateTitles,
} from '../../contract/index.ts';
import type { Progress } from '../../contract/index.ts';
import { copy } from './copy.ts';

const { progress: words } = copy;
type Area = Progress & { readonly code: string; readonly name: string; readonly below: boolean };

const STATE_COLOURS: Readonly<Record<TaskState, string>> = {
  closed: '#389e0d',
  to_confirm: '#d48806',
  assigned: '#1677ff',
  open: '#8c8c8c',
};

/** How far the field checks are, area by area: a bar and the same as a table. */
export function ProgressView({ division }: { readonly division: string | undefined }) {
  const query = useAnswer(showProgress, { query: division === undefined ? {} : { division } }, { keep: true });
  return (
    <Asked query={query} rows={8}>
      {({ division: place, total, divisions }) =>
        divisions.length === 0 ? (
          <Nothing title={words.empty.title}>{words.empty.next}</Nothing>
        ) : (
          <>
            <p>
              {place?.name ?? words.whole}：{told(total)}
            </p>
            <Bars areas={divisions} place={place?.name ?? words.whole} />
            <Areas areas={divisions} />
          </>
        )
      }
    </Asked>
  );
}

function told(progress: Progress): string {
  return taskStateIds.map((state) => `${taskStateTitles[state]} ${countText(progress[state])} 项`).join('，');
}

function Bars({ areas, place }: { readonly areas: readonly Area[]; readonly place: string }) {
  const option = useMemo((): ChartOption => {
    const order: readonly TaskState[] = ['closed', 'to_confirm', 'assigned', 'open'];
    return {
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      legend: { top: 0 },
      grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
      xAxis: { type: 'value', minInterval: 1 },
      yAxis: { type: 'category', data: areas.map(({ name }) => name).toReversed() },
      series: order.map((state) => ({
        type: 'bar',
        stack: 'all',
        name: taskStateTitles[state],
        color: STATE_COLOURS[state],
        data: areas.map((area) => area[state]).toReversed(),
      })),
    };
  }, [areas]);
  return <Chart option={option} label={words.chart(place)} height={80 + areas.length * 34} />;
}

function Areas({ areas }: { readonly areas: readonly Area[] }) {
  const columns: TableProps<Area>['columns'] = [
    {
      title: words.area,
      key: 'name',
      width: 150,
      render: (_value, { code, name, below }) =>
        below ? (
          <PlaceLink to={placeOf('/census/tasks', { view: 'progress', division: code })}>{name}</PlaceLink>
        ) : (
          name
        ),
    },
    ...taskStateIds.map((state) => ({
      title: taskStateTitles[state],
      key: state,
      align: 'right' as const,
      width: 110,
      render: (_value: unknown, area: Area) => (
        <PlaceLink to={placeOf('/census/tasks', { division: area.code, state })}>{countText(area[state])}</PlaceLink>
      ),
    })),
    {
      title: words.overdue,
      key: 'overdue',
      align: 'right',
      width: 90,
      render: (_value, area) => (
        <PlaceLink to={placeOf('/census/tasks', { division: area.code, overdue: 'true' })}>
          {countText(area.overdue)}
        </PlaceLink>
      ),
    },
    {
      title: words.results,
      key: 'results',
      width: 280,
      render: (_value, { outcomes }) => (
        <Typography.Text>
          {outcomeIds
            .filter((id) => outcomes[id] > 0)
            .map((id) => `${outcomeTitles[id]} ${countText(outcomes[id])}`)
            .join('，')}
        </Typography.Text>
      ),
    },
  ];
  return (
    <Table<Area>
      size="middle"
      columns={columns}
      dataSource={areas}
      rowKey={({ code }) => code}
      pagination={false}
      scroll={{ x: 960 }}
    />
  );
}
