import { call, type ClientProblem } from '@jianjia/client';
import { ProblemAlert } from '@jianjia/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { addSource, type Department, departments, listSources, type SourceToAdd } from '../../contract/index.ts';
import { copy } from './copy.ts';

/** Departments that send files; the union's own register and findings on the ground come by themselves. */
const SENDERS = (Object.entries(departments) as [Department, string][])
  .filter(([id]) => id !== 'union' && id !== 'field')
  .map(([value, label]) => ({ value, label }));

/** Names a department's register. */
export function SourceForm({ onAdded }: { readonly onAdded: (source: string) => void }) {
  const queries = useQueryClient();
  const add = useMutation<{ readonly source_id: string }, ClientProblem, SourceToAdd>({
    mutationFn: (body) => call(addSource, { body }),
    onSuccess: async ({ source_id: id }) => {
      await queries.invalidateQueries({ queryKey: [listSources.id] });
      onAdded(id);
    },
  });
  return (
    <Form<SourceToAdd>
      layout="vertical"
      onFinish={(values) => add.mutate(values)}
      initialValues={{ department: 'market' }}
    >
      <Form.Item name="department" label={copy.department}>
        <Select options={SENDERS} />
      </Form.Item>
      <Form.Item
        name="title"
        label={copy.sourceTitle}
        extra={copy.sourceTitleHint}
        rules={[{ required: true, min: 2, message: '请填来源名称，至少 2 个字。' }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      {add.isError && <ProblemAlert problem={add.error} />}
      <Button type="primary" htmlType="submit" loading={add.isPending}>
        {copy.add}
      </Button>
    </Form>
  );
}
