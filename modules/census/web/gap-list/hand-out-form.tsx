import { call } from '@jianjia/client';
import { countText, PlaceLink, ProblemAlert } from '@jianjia/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Checkbox, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { type GapQuery, handOut, listGaps, showJointGroup } from '../../contract/index.ts';
import { CheckerSelect } from '../parts/checker-select.tsx';
import { copy } from './copy.ts';

interface Props {
  readonly query: GapQuery;
  /** Employers chosen; none: the whole list. */
  readonly chosen: readonly string[];
  readonly total: number;
  /** Proposed name of one visit to all of them; without it they are tasks by themselves. */
  readonly visit?: string;
  readonly onClose: () => void;
}

/** Makes tasks of the list, or of what was chosen on it. */
export default function HandOutForm({ query, chosen, total, visit: proposed, onClose }: Props) {
  const { form: words } = copy;
  const [to, setTo] = useState<string | undefined>();
  const [due, setDue] = useState('');
  const [visit, setVisit] = useState(proposed);
  const queries = useQueryClient();
  const hand = useMutation({
    mutationFn: () =>
      call(handOut, {
        body: {
          ...query,
          ...(chosen.length === 0 ? {} : { employer_ids: [...chosen] }),
          ...(to === undefined ? {} : { assigned_to: to }),
          ...(due === '' ? {} : { due_on: due }),
          ...(visit === undefined ? {} : { visit }),
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
        {proposed !== undefined && <VisitField proposed={proposed} visit={visit} onChange={setVisit} />}
      </Form>
      {hand.isError && <ProblemAlert problem={hand.error} />}
      {hand.isSuccess && <Done {...hand.data} />}
    </Modal>
  );
}

function Done({ created, known }: { readonly created: number; readonly known: number }) {
  const { form: words } = copy;
  return (
    <Alert
      type="success"
      showIcon
      title={words.done(countText(created), countText(known))}
      action={<PlaceLink to="/census/tasks">{words.see}</PlaceLink>}
    />
  );
}

interface VisitProps {
  readonly proposed: string;
  readonly visit: string | undefined;
  readonly onChange: (visit: string | undefined) => void;
}

/** Whether all are checked in one go, and what that is called. */
function VisitField({ proposed, visit, onChange }: VisitProps) {
  const { form: words } = copy;
  return (
    <Form.Item extra={words.visitHint}>
      <Checkbox
        checked={visit !== undefined}
        onChange={({ target }) => onChange(target.checked ? proposed : undefined)}
        style={{ marginBottom: 8 }}
      >
        {words.visit}
      </Checkbox>
      {visit !== undefined && (
        <Input
          aria-label={words.visitName}
          value={visit}
          maxLength={100}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Form.Item>
  );
}
