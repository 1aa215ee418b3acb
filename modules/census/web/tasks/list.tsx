import { useAnswer } from '@jianjia/client';
import {
  Chips,
  cursorOf,
  FIRST,
  Nothing,
  type PagedColumn,
  PagedTable,
  PlaceLink,
  placeOf,
  type ScreenProps,
} from '@jianjia/ui';
import { Button, Checkbox, Flex, Select, Typography } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { gapTitles, listTasks, type Task, taskStateTitles } from '../../contract/index.ts';
import { mayDo } from '../../domain/checks/lifecycle.ts';
import { isPast, OutcomeTag, TaskStateTag } from '../parts/task-tags.tsx';
import { copy } from './copy.ts';
import type { search as schema } from './search.ts';

const AssignForm = lazy(() => import('./assign-form.tsx'));

const STATES = Object.entries(taskStateTitles).map(([value, label]) => ({ value, label }));
const GAPS = Object.entries(gapTitles).map(([value, label]) => ({ value, label }));
const { columns: titles } = copy;

const COLUMNS: readonly PagedColumn<Task>[] = [
  {
    key: 'name',
    title: titles.name,
    head: true,
    width: 260,
    render: ({ task_id: id, name, address, visit }) => (
      <>
        <PlaceLink to={`/census/tasks/${id}`}>
          <b>{name}</b>
        </PlaceLink>
        <br />
        <Typography.Text type="secondary">{address}</Typography.Text>
        {visit !== null && (
          <>
            <br />
            <PlaceLink to={placeOf('/census/tasks', { visit: visit.visit_id })}>{copy.visit(visit.title)}</PlaceLink>
          </>
        )}
      </>
    ),
  },
  { key: 'state', title: titles.state, width: 110, render: ({ state }) => <TaskStateTag state={state} /> },
  { key: 'to', title: titles.to, width: 160, render: ({ assigned_name: name }) => name ?? copy.nobody },
  {
    key: 'due',
    title: titles.due,
    width: 120,
    render: ({ due_on: due, state }) =>
      due === null ? null : isPast(due) && state !== 'closed' ? `${due}（${copy.late}）` : due,
  },
  {
    key: 'outcome',
    title: titles.outcome,
    width: 120,
    render: ({ outcome }) => (outcome === null ? null : <OutcomeTag outcome={outcome} />),
  },
  { key: 'division', title: titles.division, width: 140, render: ({ division }) => division.name },
  { key: 'gap', title: titles.gap, width: 180, render: ({ gap }) => gapTitles[gap] },
];

const isGivable = ({ state }: Task): boolean => mayDo('assign', state);

type Asked = ScreenProps<typeof schema>;

function chooseColumn(
  chosen: ReadonlySet<string>,
  onChoose: (id: string, isChosen: boolean) => void,
): PagedColumn<Task> {
  return {
    key: 'choose',
    title: titles.choose,
    width: 50,
    render: (task) => (
      <Checkbox
        aria-label={copy.choose(task.name)}
        disabled={!isGivable(task)}
        checked={chosen.has(task.task_id)}
        onChange={({ target }) => onChoose(task.task_id, target.checked)}
      />
    ),
  };
}

interface FilterProps extends Pick<Asked, 'setSearch'> {
  readonly filters: Pick<Asked['search'], 'state' | 'gap' | 'overdue'>;
}

function Filters({ filters, setSearch }: FilterProps) {
  return (
    <>
      <Select
        aria-label={copy.state}
        allowClear
        placeholder={copy.state}
        value={filters.state}
        options={STATES}
        style={{ width: 150 }}
        onChange={(state: typeof filters.state) => setSearch({ state, ...FIRST })}
      />
      <Select
        aria-label={copy.gap}
        allowClear
        placeholder={copy.gap}
        value={filters.gap}
        options={GAPS}
        style={{ width: 210 }}
        onChange={(gap: typeof filters.gap) => setSearch({ gap, ...FIRST })}
      />
      <Checkbox
        checked={filters.overdue === 'true'}
        style={{ alignSelf: 'center' }}
        onChange={({ target }) => setSearch({ overdue: target.checked ? 'true' : undefined, ...FIRST })}
      >
        {copy.overdue}
      </Checkbox>
    </>
  );
}

/** The tasks within reach; those not settled can be given away, several at once. */
export function TaskList({ search, setSearch }: Pick<ScreenProps<typeof schema>, 'search' | 'setSearch'>) {
  const { after, page, view: _view, ...filters } = search;
  const query = useAnswer(listTasks, { query: { ...filters, after: cursorOf({ after }) } }, { keep: true });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isAssigning, setAssigning] = useState(false);
  const rows = query.data?.rows ?? [];
  const choose = chooseColumn(chosen, (id, isChosen) =>
    setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((one) => one !== id))),
  );
  const chips = [
    ...(filters.division === undefined ? [] : [{ name: 'division', title: titles.division, text: filters.division }]),
    ...(filters.visit === undefined
      ? []
      : [{ name: 'visit', title: titles.visit, text: rows[0]?.visit?.title ?? copy.wholeVisit }]),
    ...(filters.overdue === 'true' ? [{ name: 'overdue', title: copy.state, text: copy.late }] : []),
  ];
  return (
    <>
      <Flex wrap gap={8} style={{ marginBottom: 12 }}>
        <Filters filters={filters} setSearch={setSearch} />
        {filters.visit !== undefined && (
          <Button onClick={() => setChosen(new Set(rows.filter(isGivable).map(({ task_id: id }) => id)))}>
            {copy.chooseVisit}
          </Button>
        )}
        {chosen.size > 0 && (
          <Button type="primary" onClick={() => setAssigning(true)}>
            {copy.assign(chosen.size)}
          </Button>
        )}
      </Flex>
      <Chips
        chips={chips}
        onRemove={(name) => setSearch({ [name]: undefined, ...FIRST })}
        onClear={() => setSearch({ division: undefined, visit: undefined, overdue: undefined, ...FIRST })}
      />
      <PagedTable
        label={copy.title}
        query={query}
        columns={[choose, ...COLUMNS]}
        rowKey={({ task_id: id }) => id}
        turn={{ after, page }}
        onTurn={(turn) => setSearch({ ...turn })}
        empty={<Nothing title={copy.empty.title}>{copy.empty.next}</Nothing>}
      />
      {isAssigning && (
        <Suspense>
          <AssignForm
            taskIds={[...chosen]}
            onClose={(isDone) => {
              setAssigning(false);
              if (isDone) setChosen(new Set());
            }}
          />
        </Suspense>
      )}
    </>
  );
}
