import { sectors } from '@jianjia/employers/contract';
import { countText, type PagedColumn, PlaceLink } from '@jianjia/ui';
import { Checkbox, Tag, Typography } from 'antd';
import type { JointEmployer } from '../../contract/index.ts';
import { copy } from './copy.ts';

const { columns: titles } = copy;

/** The columns of a group; the first chooses, where something can be done with what is chosen. */
export function columnsOf(
  chosen: ReadonlySet<string> | null,
  onChoose: (id: string, isChosen: boolean) => void,
): readonly PagedColumn<JointEmployer>[] {
  if (chosen === null) return COLUMNS;
  const choose: PagedColumn<JointEmployer> = {
    key: 'choose',
    title: titles.choose,
    width: 50,
    render: ({ employer_id: id, name }) => (
      <Checkbox
        aria-label={copy.choose(name)}
        checked={chosen.has(id)}
        onChange={({ target }) => onChoose(id, target.checked)}
      />
    ),
  };
  return [choose, ...COLUMNS];
}

const COLUMNS: readonly PagedColumn<JointEmployer>[] = [
  {
    key: 'name',
    title: titles.name,
    head: true,
    width: 300,
    render: ({ employer_id: id, name, uscc, obstacle }) => (
      <>
        <PlaceLink to={`/census/employers/${id}`}>
          <b>{name}</b>
        </PlaceLink>
        <br />
        <Typography.Text type={obstacle === null ? 'secondary' : 'warning'}>{obstacle ?? uscc}</Typography.Text>
      </>
    ),
  },
  {
    key: 'employees',
    title: titles.employees,
    width: 110,
    align: 'right',
    render: ({ employees, employees_from: from }) =>
      employees === null ? null : `${countText(employees)} ${copy.people}${from === 'insured' ? copy.insured : ''}`,
  },
  { key: 'address', title: titles.address, width: 220, render: ({ address }) => address },
  {
    key: 'kind',
    title: titles.kind,
    width: 200,
    render: ({ industry, sector }) => (
      <>
        {industry === null ? copy.unknown : industry.name} {sector !== null && <Tag>{sectors[sector]}</Tag>}
      </>
    ),
  },
  {
    key: 'task',
    title: titles.task,
    width: 80,
    render: ({ task_id: task }) =>
      task === null ? copy.notSent : <PlaceLink to={`/census/tasks/${task}`}>{copy.sent}</PlaceLink>,
  },
];
