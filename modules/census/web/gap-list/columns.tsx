import { countText, percentText, type PagedColumn, PlaceLink } from '@jianjia/ui';
import { Checkbox, Popover, Tag, Typography } from 'antd';
import { sectors } from '@jianjia/employers/contract';
import { type GapEmployer, growthTitles, sizeTitles } from '../../contract/index.ts';
import { copy } from './copy.ts';

/** The columns of the list; the first chooses, where tasks can be handed out. */
export function columnsOf(
  chosen: ReadonlySet<string> | null,
  onChoose: (id: string, isChosen: boolean) => void,
): readonly PagedColumn<GapEmployer>[] {
  if (chosen === null) return COLUMNS;
  const choose: PagedColumn<GapEmployer> = {
    key: 'choose',
    title: copy.columns.choose,
    width: 50,
    render: ({ employer_id: id, name, task_id: task }) => (
      <Checkbox
        aria-label={copy.choose(name)}
        checked={chosen.has(id)}
        disabled={task !== null}
        onChange={({ target }) => onChoose(id, target.checked)}
      />
    ),
  };
  return [choose, ...COLUMNS];
}

const COLUMNS: readonly PagedColumn<GapEmployer>[] = [
  { key: 'name', title: copy.columns.name, head: true, width: 280, render: (row) => <Named row={row} /> },
  {
    key: 'employees',
    title: copy.columns.employees,
    width: 110,
    align: 'right',
    render: ({ employees, employees_from: from }) =>
      employees === null ? null : `${countText(employees)} ${copy.people}${from === 'insured' ? copy.insured : ''}`,
  },
  {
    key: 'address',
    title: copy.columns.address,
    width: 220,
    render: ({ division, address }) => (
      <>
        {division.name}
        <br />
        <Typography.Text type="secondary">{address}</Typography.Text>
      </>
    ),
  },
  {
    key: 'industry',
    title: copy.columns.industry,
    width: 170,
    render: ({ industry, industry_confidence: sure }) =>
      industry === null ? (
        copy.unknown
      ) : (
        <>
          {industry.name}
          {sure !== null && sure < 1 && (
            <>
              <br />
              <Typography.Text type="secondary">{copy.confidence(percentText(sure))}</Typography.Text>
            </>
          )}
        </>
      ),
  },
  {
    key: 'kind',
    title: copy.columns.kind,
    width: 180,
    render: ({ sector, size, growth }) => (
      <>
        {sector !== null && <Tag>{sectors[sector]}</Tag>}
        {size !== null && <Tag>{`${size.at_most ? copy.atMost : ''}${sizeTitles[size.size]}`}</Tag>}
        {growth
          .filter((one) => one !== 'private')
          .map((one) => (
            <Tag key={one} color="blue">
              {growthTitles[one]}
            </Tag>
          ))}
      </>
    ),
  },
  { key: 'industrial', title: copy.columns.industrial, width: 140, render: (row) => row.industrial_union },
  {
    key: 'union',
    title: copy.columns.union,
    width: 160,
    render: ({ unions }) => (unions.length === 0 ? null : unions.map(({ name }) => name).join('、')),
  },
  {
    key: 'task',
    title: copy.columns.task,
    width: 80,
    render: ({ task_id: task }) =>
      task === null ? copy.notSent : <PlaceLink to={`/census/tasks/${task}`}>{copy.sent}</PlaceLink>,
  },
];

function Named({ row }: { readonly row: GapEmployer }) {
  const why = (
    <dl className="census-why">
      {row.reasons.map(({ title, reason }) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{reason}</dd>
        </div>
      ))}
    </dl>
  );
  return (
    <>
      <PlaceLink to={`/census/employers/${row.employer_id}`}>
        <b>{row.name}</b>
      </PlaceLink>
      <br />
      <Typography.Text type="secondary">{row.uscc}</Typography.Text>{' '}
      {row.reasons.length > 0 && (
        <Popover content={why} trigger={['click', 'focus']}>
          <Typography.Link component="button">{copy.why}</Typography.Link>
        </Popover>
      )}
    </>
  );
}
