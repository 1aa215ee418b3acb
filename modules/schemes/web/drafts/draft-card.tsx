import { DeleteOutlined, DownloadOutlined } from '@ant-design/icons';
import { addressOf, call, type ClientProblem } from '@jianjia/client';
import { ProblemAlert } from '@jianjia/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Flex, message, Popconfirm, Typography } from 'antd';
import { deleteDraft, type Draft, fetchDraftFile, listDrafts } from '../../contract/drafts.ts';
import { copy } from './copy.ts';
import { DraftChanges, type Place } from './draft-changes.tsx';

interface Props {
  readonly draft: Draft;
  readonly place: Place;
  readonly isOpen: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** One draft: what it is for, who drew it up, its changes when opened, its file. */
export function DraftCard({ draft, place, isOpen, onOpen }: Props) {
  const { draft_id: id, file } = draft;
  return (
    <Card
      size="small"
      title={<h2 style={{ margin: 0, fontSize: 16 }}>{draft.title}</h2>}
      extra={draft.can.delete && <Remove draft={draft} />}
    >
      <Typography.Paragraph style={{ marginBottom: 8 }}>{draft.reason}</Typography.Paragraph>
      <Typography.Paragraph type="secondary" style={{ marginBottom: 8 }}>
        {draft.union_name} · {draft.author} · {copy.time.format(new Date(draft.drawn_up_at))} ·{' '}
        {copy.version(draft.version)} · {file}
      </Typography.Paragraph>
      <Flex wrap gap={8}>
        <Button
          icon={<DownloadOutlined />}
          href={addressOf(fetchDraftFile, { params: { draft: id, file } })}
          download={file}
        >
          {copy.download}
        </Button>
        <Button aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
          {isOpen ? copy.hide : copy.show}
        </Button>
      </Flex>
      {isOpen && <DraftChanges draft={id} place={place} />}
    </Card>
  );
}

function Remove({ draft }: { readonly draft: Draft }) {
  const queries = useQueryClient();
  const remove = useMutation<unknown, ClientProblem>({
    mutationFn: () => call(deleteDraft, { params: { draft: draft.draft_id } }),
    onSuccess: async () => {
      message.success(copy.removed);
      await queries.invalidateQueries({ queryKey: [listDrafts.id] });
    },
  });
  return (
    <>
      <Popconfirm
        title={copy.removeAsk}
        description={copy.removeHint}
        okText={copy.remove}
        cancelText={copy.cancel}
        onConfirm={() => remove.mutate()}
      >
        <Button
          danger
          type="text"
          icon={<DeleteOutlined />}
          loading={remove.isPending}
          aria-label={`${copy.remove}：${draft.title}`}
        >
          {copy.remove}
        </Button>
      </Popconfirm>
      {remove.isError && <ProblemAlert problem={remove.error} />}
    </>
  );
}
