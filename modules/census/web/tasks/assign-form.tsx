import { call } from '@jianjia/client';
import { ProblemAlert } from '@jianjia/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { assignTasks, listTasks, showTask } from '../../contract/index.ts';
import { CheckerSelect } from '../parts/checker-select.tsx';
import { copy } from './copy.ts';

interface Props {
  readonly taskIds: readonly string[];
  readonly onClose: (isDone: boolean) => void;
}

/** Gives tasks to somebody, or to somebody else. */
export default function AssignForm({ taskIds, onClose }: Props) {
  const { form: words } = copy;
  const [to, setTo] = useState<string | undefined>();
  const [due, setDue] = useState('');
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const assign = useMutation({
    mutationFn: () =>
      call(assignTasks, {
        body: {
          task_ids: [...taskIds],
          assigned_to: to ?? '',
          ...(due === '' ? {} : { due_on: due }),
          ...(reason.trim() === '' ? {} : { reason }),
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [listTasks.id] });
      await queries.invalidateQueries({ queryKey: [showTask.id] });
      onClose(true);
    },
  });
  return (
    <Modal
      open
      title={words.title(taskIds.length)}
      okText={words.ok}
      cancelText={words.cancel}
      okButtonProps={{ disabled: to === undefined }}
      confirmLoading={assign.isPending}
      onOk={() => assign.mutate()}
      onCancel={() => onClose(false)}
    >
      <Form layout="vertical">
        <Form.Item label={words.to} required>
          <CheckerSelect label={words.to} value={to} onChange={setTo} />
        </Form.Item>
        <Form.Item label={words.due} htmlFor="assign-due">
          <Input
            id="assign-due"
            type="date"
            value={due}
            onChange={({ target }) => setDue(target.value)}
            style={{ width: 200 }}
          />
        </Form.Item>
        <Form.Item label={words.reason} htmlFor="assign-reason">
          <Input id="assign-reason" maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
        </Form.Item>
      </Form>
      {assign.isError && <ProblemAlert problem={assign.error} />}
    </Modal>
  );
}
