import { countText } from '@jianjia/ui';
import { Button, Card, Flex, Popconfirm, Tag, Typography } from 'antd';
import { gapTitles, outcomeTitles, type Task } from '../../contract/index.ts';
import { isPast } from '../parts/task-tags.tsx';
import { copy } from './copy.ts';
import type { KeptFinding } from './store.ts';

interface TaskProps {
  readonly task: Task;
  readonly hasDraft: boolean;
  readonly onOpen: () => void;
}

/** An employer to go to. */
export function TaskCard({ task, hasDraft, onOpen }: TaskProps) {
  const { name, address, division, employees, due_on: due, gap, visit } = task;
  return (
    <Card size="small">
      <b>{name}</b>
      <div>
        <Typography.Text type="secondary">
          {division.name} {address}
        </Typography.Text>
      </div>
      <Flex wrap gap={4} style={{ margin: '8px 0' }}>
        <Tag>{gapTitles[gap]}</Tag>
        {/* Tasks that were kept before there were visits have none. */}
        {visit && <Tag color="blue">{copy.visit(visit.title)}</Tag>}
        {employees !== null && <Tag>{copy.people(countText(employees))}</Tag>}
        {due !== null && (
          <Tag color={isPast(due) ? 'error' : 'default'}>
            {isPast(due) ? `${copy.due(due)} ${copy.overdue}` : copy.due(due)}
          </Tag>
        )}
      </Flex>
      <Button type="primary" size="large" onClick={onOpen} block>
        {hasDraft ? copy.draft : copy.fill}
      </Button>
    </Card>
  );
}

const COLOURS = { draft: 'default', waiting: 'processing', sent: 'success', refused: 'error' } as const;

interface FindingProps {
  readonly finding: KeptFinding;
  readonly onEdit: () => void;
  readonly onDrop: () => void;
}

/** A finding that was filled in, and what became of it. */
export function FindingCard({ finding, onEdit, onDrop }: FindingProps) {
  const { name, outcome, state, said } = finding;
  return (
    <Card size="small">
      <Flex justify="space-between" gap={8}>
        <b>{name}</b>
        <Tag color={COLOURS[state]}>{copy.states[state]}</Tag>
      </Flex>
      <div>{outcome === null ? null : outcomeTitles[outcome]}</div>
      {said !== null && (
        <Typography.Paragraph type={state === 'refused' ? 'danger' : 'warning'} style={{ margin: '4px 0' }}>
          {said}
        </Typography.Paragraph>
      )}
      <Flex gap={8} wrap>
        {state === 'refused' && <Button onClick={onEdit}>{copy.edit}</Button>}
        {state === 'refused' && (
          <Popconfirm title={copy.discardAsk} okText={copy.yes} cancelText={copy.no} onConfirm={onDrop}>
            <Button danger>{copy.discard}</Button>
          </Popconfirm>
        )}
        {state === 'sent' && said !== null && <Button onClick={onDrop}>{copy.dismiss}</Button>}
      </Flex>
    </Card>
  );
}
