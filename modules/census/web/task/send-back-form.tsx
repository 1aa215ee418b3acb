import { call } from '@jianjia/client';
import { ProblemAlert } from '@jianjia/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { sendBack } from '../../contract/index.ts';
import { copy } from './copy.ts';

const { back: words } = copy;

interface Props {
  readonly taskId: string;
  readonly onClose: () => void;
}

/** Sends a task back to whoever was there, with the reason. */
export default function SendBackForm({ taskId, onClose }: Props) {
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: () => call(sendBack, { params: { task: taskId }, body: { reason } }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  return (
    <Modal
      open
      title={words.title}
      okText={words.ok}
      cancelText={words.cancel}
      okButtonProps={{ disabled: reason.trim().length < 2 }}
      confirmLoading={send.isPending}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <p>{words.lead}</p>
      <Form layout="vertical">
        <Form.Item label={words.reason} htmlFor="back-reason" required>
          <Input.TextArea
            id="back-reason"
            rows={3}
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
      </Form>
      {send.isError && <ProblemAlert problem={send.error} />}
    </Modal>
  );
}
