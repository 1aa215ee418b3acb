import { call } from '@jianjia/client';
import { countText, PlaceLink, ProblemAlert } from '@jianjia/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { type GapQuery, handOut, listGaps, showJointGroup } from '../../contract/index.ts';
import { CheckerSelect } from '../parts/checker-select.tsx';
import { copy } from './copy.ts';

interface Props {
  readonly query: GapQuery;
  /** Employers chosen; none: the whole list. */
  readonly chosen: readonly string[];
  readonly total: number;
  readonly onClose: () => void;
}

/** Makes tasks of the list, or of what was chosen on it. */
export default function HandOutForm({ query, chosen, total, onClose }: Props) {
  const { form: words } = copy;
  const [to, setTo] = useState<string | undefined>();
  const [due, setDue] = useState('');
  const queries = useQueryClient();
  const hand = useMutation({
    mutationFn: () =>
      call(handOut, {
        body: {
          ...query,
          ...(chosen.length === 0 ? {} : { employer_ids: [...chosen] }),
          ...(to === undefined ? {} : { assigned_to: to }),
          ...(due === '' ? {} : { due_on: due }),
        },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [listGaps.id] });
      await queries.invalidateQueries({ queryKey: [showJointGroup.id] });
    },
  });
  return (
    <Modal
      open
      title={words.title}
      okText={words.ok}
      cancelText={hand.isSuccess ? '关闭' : words.cancel}
      okButtonProps={{ disabled: hand.isSuccess }}
      confirmLoading={hand.isPending}
      onOk={() => hand.mutate()}
      onCancel={onClose}
    >
      <p>{chosen.length === 0 ? words.whole(countText(total)) : words.chosen(chosen.length)}</p>
      <Form layout="vertical">
        <Form.Item label={words.to}>
          <CheckerSelect label={words.to} value={to} onChange={setTo} />
        </Form.Item>
        <Form.Item label={words.due} htmlFor="due">
          <Input
            id="due"
            type="date"
            value={due}
            onChange={({ target }) => setDue(target.value)}
            style={{ width: 200 }}
          />
        </Form.Item>
      </Form>
      {hand.isError && <ProblemAlert problem={hand.error} />}
      {hand.isSuccess && (
        <Alert
          type="success"
          showIcon
          title={words.done(countText(hand.data.created), countText(hand.data.known))}
          action={<PlaceLink to="/census/tasks">{words.see}</PlaceLink>}
        />
      )}
    </Modal>
  );
}
