import { type ClientProblem, upload } from '@jianjia/client';
import { ProblemAlert } from '@jianjia/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Flex, Form, Input, InputNumber, Progress } from 'antd';
import { useRef, useState } from 'react';
import { listDeliveries, receiveFile } from '../../contract/index.ts';
import { useGo } from '../parts/use-go.ts';
import { copy } from './copy.ts';

interface Filled {
  readonly year: number;
  readonly as_of: string;
}

/** The file and what it is of; leads to the page of the delivery. */
export function FileForm({ source }: { readonly source: string }) {
  const [file, setFile] = useState<File | null>(null);
  const { send, share, cancel } = useSending(source, file);
  return (
    <Card size="small" title={<h2 className="census-title">{copy.file}</h2>}>
      <Form<Filled>
        layout="vertical"
        initialValues={{ year: new Date().getFullYear(), as_of: new Date().toISOString().slice(0, 10) }}
        onFinish={(values) => send.mutate(values)}
        disabled={send.isPending}
      >
        <Form.Item
          name="year"
          label={copy.year}
          extra={copy.yearHint}
          rules={[{ required: true, message: '请填年度。' }]}
        >
          <InputNumber min={1950} max={2200} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="as_of"
          label={copy.asOf}
          extra={copy.asOfHint}
          rules={[{ required: true, message: '请填数据日期。' }]}
        >
          <Input type="date" />
        </Form.Item>
        <Form.Item label={copy.file} htmlFor="census-file" extra={copy.fileHint} required>
          <input
            id="census-file"
            type="file"
            accept=".csv,.txt,.xlsx"
            disabled={send.isPending}
            style={{ maxWidth: '100%' }}
            onChange={({ target }) => setFile(target.files?.[0] ?? null)}
          />
        </Form.Item>
        {send.isError && <ProblemAlert problem={send.error} />}
        {send.isPending ? (
          <Flex vertical gap={8}>
            <div role="status">{share < 1 ? copy.sending : copy.reading}</div>
            <Progress percent={Math.round(share * 100)} status="active" aria-label={copy.sending} />
            <Button disabled={false} onClick={cancel}>
              {copy.cancel}
            </Button>
          </Flex>
        ) : (
          <Button type="primary" htmlType="submit" disabled={file === null}>
            {copy.send}
          </Button>
        )}
      </Form>
    </Card>
  );
}

function useSending(source: string, file: File | null) {
  const queries = useQueryClient();
  const go = useGo();
  const [share, setShare] = useState(0);
  const leave = useRef(new AbortController());
  const send = useMutation<{ readonly delivery_id: string }, ClientProblem, Filled>({
    mutationFn: ({ year, as_of }) => {
      if (!file) throw new Error('no file was chosen');
      setShare(0);
      leave.current = new AbortController();
      const form = { fields: { year: String(year), as_of }, file };
      return upload(receiveFile, { params: { source } }, form, { signal: leave.current.signal, onShare: setShare });
    },
    onSuccess: async ({ delivery_id: id }) => {
      await queries.invalidateQueries({ queryKey: [listDeliveries.id] });
      go(`/census/deliveries/${id}`);
    },
  });
  const cancel = (): void => {
    leave.current.abort();
    send.reset();
  };
  return { send, share, cancel };
}
