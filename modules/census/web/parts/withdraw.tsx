import type { ClientProblem } from '@jianjia/client';
import { ProblemAlert } from '@jianjia/ui';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';

interface Props {
  readonly title: string;
  readonly hint: string;
  readonly isSmall?: boolean;
  readonly withdraw: (reason: string) => Promise<unknown>;
  readonly onDone: () => unknown;
}

/** Takes something out of the list again, with a reason. */
export function Withdraw({ title, hint, isSmall = false, withdraw, onDone }: Props) {
  const [isOpen, setOpen] = useState(false);
  const act = useMutation<unknown, ClientProblem, { readonly reason: string }>({
    mutationFn: ({ reason }) => withdraw(reason),
    onSuccess: async () => {
      setOpen(false);
      await onDone();
    },
  });
  return (
    <>
      <Button danger {...(isSmall ? { size: 'small' as const } : {})} onClick={() => setOpen(true)}>
        {WORDS.withdraw}
      </Button>
      <Modal open={isOpen} title={title} footer={null} destroyOnHidden onCancel={() => setOpen(false)}>
        <p>{hint}</p>
        <Form<{ readonly reason: string }> layout="vertical" onFinish={(values) => act.mutate(values)}>
          <Form.Item
            name="reason"
            label={WORDS.reason}
            rules={[{ required: true, min: 2, message: WORDS.reasonNeeded }]}
          >
            <Input.TextArea maxLength={500} rows={3} />
          </Form.Item>
          {act.isError && <ProblemAlert problem={act.error} />}
          <Button danger type="primary" htmlType="submit" loading={act.isPending}>
            {WORDS.withdraw}
          </Button>
        </Form>
      </Modal>
    </>
  );
}

const WORDS = { withdraw: '撤回', reason: '理由', reasonNeeded: '请写明撤回的理由，至少 2 个字。' } as const;
