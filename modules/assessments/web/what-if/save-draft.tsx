import { SaveOutlined } from '@ant-design/icons';
import { call, type ClientProblem, useAnswer } from '@jianjia/client';
import { signInEndpoints } from '@jianjia/identity/contract';
import { createDraft } from '@jianjia/schemes/contract';
import { ProblemAlert } from '@jianjia/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, message, Modal, Typography } from 'antd';
import { useState } from 'react';
import type { Question } from './asking.ts';
import { copy } from './copy.ts';

interface Words {
  readonly title: string;
  readonly reason: string;
}

/** Keeps the changes as a draft, for whoever may draw up standards. */
export function SaveDraft({ question }: { readonly question: Question }) {
  const [isOpen, setOpen] = useState(false);
  const { data } = useAnswer(signInEndpoints.currentSession, {});
  if (data?.session?.permissions?.includes('standards:draft') !== true) return null;
  return (
    <>
      <Button size="small" icon={<SaveOutlined />} onClick={() => setOpen(true)}>
        {copy.draft}
      </Button>
      {isOpen && <DraftForm question={question} onClose={() => setOpen(false)} />}
    </>
  );
}

function DraftForm({ question, onClose }: { readonly question: Question; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const [form] = Form.useForm<Words>();
  const { at, scheme, track, changes } = question;
  const save = useMutation<unknown, ClientProblem, Words>({
    mutationFn: (words) =>
      call(createDraft, { params: { scheme }, body: { ...words, track, changes, ...(at ? { at } : {}) } }),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ['schemes.listDrafts'] });
      message.success(copy.draftSaved);
    },
  });
  return (
    <Modal
      title={copy.draft}
      open
      okText={copy.draft}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Typography.Paragraph type="secondary">{copy.draftLead}</Typography.Paragraph>
      <Form form={form} layout="vertical" onFinish={(words) => save.mutate(words)} requiredMark={false}>
        <Form.Item
          name="title"
          label={copy.draftTitle}
          rules={[{ required: true, min: 2, max: 100, message: '请填 2 至 100 个字。' }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={copy.draftReason}
          rules={[{ required: true, min: 4, max: 500, message: '请填 4 至 500 个字。' }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
      {save.isError && <ProblemAlert problem={save.error} />}
    </Modal>
  );
}
