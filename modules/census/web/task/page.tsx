import { useAnswer } from '@jianjia/client';
import { unionPlace } from '@jianjia/organisations/web';
import { Asked, countText, Page, PlaceLink, placeOf, type ScreenProps } from '@jianjia/ui';
import { Button, Card, Descriptions, Flex, Table } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { gapTitles, showTask, type WholeTask } from '../../contract/index.ts';
import { TaskStateTag } from '../parts/task-tags.tsx';
import { copy } from './copy.ts';
import { Findings } from './findings.tsx';

const FoundingForm = lazy(() => import('./founding-form.tsx'));
const SendBackForm = lazy(() => import('./send-back-form.tsx'));
const AssignForm = lazy(() => import('../tasks/assign-form.tsx'));

/** One task: where it stands, who was given it, what was found, and what can be done now. */
export default function TaskPage({ params }: ScreenProps) {
  const taskId = params['task'] ?? '';
  const query = useAnswer(showTask, { params: { task: taskId } });
  const [act, setAct] = useState<'assign' | 'confirm' | 'back' | null>(null);
  const close = () => setAct(null);
  const can = query.data?.can;
  return (
    <Page
      title={query.data?.name ?? copy.tasks}
      crumbs={[
        { title: copy.census, to: '/census' },
        { title: copy.tasks, to: '/census/tasks' },
      ]}
      extra={
        <Flex wrap gap={8}>
          {can?.confirm && (
            <Button type="primary" onClick={() => setAct('confirm')}>
              {copy.confirm}
            </Button>
          )}
          {can?.send_back && <Button onClick={() => setAct('back')}>{copy.sendBack}</Button>}
          {can?.assign && <Button onClick={() => setAct('assign')}>{copy.assign}</Button>}
        </Flex>
      }
    >
      <Asked query={query} rows={8}>
        {(task) => (
          <Flex vertical gap={16}>
            <Facts task={task} />
            <Card title={copy.findings} size="small">
              <Findings findings={task.findings} />
            </Card>
            <Assignments task={task} />
          </Flex>
        )}
      </Asked>
      <Suspense>
        {act === 'confirm' && <FoundingForm taskId={taskId} onClose={close} />}
        {act === 'back' && <SendBackForm taskId={taskId} onClose={close} />}
        {act === 'assign' && <AssignForm taskIds={[taskId]} onClose={close} />}
      </Suspense>
    </Page>
  );
}

function Facts({ task }: { readonly task: WholeTask }) {
  const { facts } = copy;
  const { founded } = task;
  return (
    <Card size="small">
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2 }}
        items={[
          { key: 'state', label: facts.state, children: <TaskStateTag state={task.state} /> },
          { key: 'gap', label: facts.gap, children: gapTitles[task.gap] },
          { key: 'division', label: facts.division, children: task.division.name },
          { key: 'address', label: facts.address, children: task.address ?? '—' },
          {
            key: 'employees',
            label: facts.employees,
            children: task.employees === null ? '—' : `${countText(task.employees)} ${copy.people}`,
          },
          { key: 'to', label: facts.to, children: task.assigned_name ?? copy.nobody },
          { key: 'due', label: facts.due, children: task.due_on ?? '—' },
          ...(task.visit === null
            ? []
            : [
                {
                  key: 'visit',
                  label: facts.visit,
                  children: (
                    <PlaceLink to={placeOf('/census/tasks', { visit: task.visit.visit_id })}>
                      {task.visit.title}
                    </PlaceLink>
                  ),
                },
              ]),
          ...(founded === null
            ? []
            : [
                {
                  key: 'founded',
                  label: facts.founded,
                  children: <PlaceLink to={unionPlace(founded.code)}>{founded.name}</PlaceLink>,
                },
              ]),
        ]}
      />
      <PlaceLink to={`/census/employers/${task.employer_id}`}>{copy.employer}</PlaceLink>
    </Card>
  );
}

function Assignments({ task: { assignments } }: { readonly task: WholeTask }) {
  if (assignments.length === 0) return null;
  return (
    <Card title={copy.assignments} size="small">
      <Table
        size="small"
        pagination={false}
        rowKey={({ assigned_at: at }) => at}
        dataSource={assignments}
        columns={[
          {
            title: '时间',
            key: 'at',
            width: 160,
            render: (_value, { assigned_at: at }) => new Date(at).toLocaleString('zh-CN'),
          },
          { title: copy.facts.to, key: 'to', render: (_value, row) => row.assigned_to },
          { title: copy.facts.due, key: 'due', width: 110, render: (_value, row) => row.due_on },
          { title: '理由', key: 'reason', render: (_value, row) => row.reason },
        ]}
      />
    </Card>
  );
}
