import { call, useAnswer } from '@jianjia/client';
import { sectors } from '@jianjia/employers/contract';
import { Asked, ProblemAlert } from '@jianjia/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Drawer, Flex, Form, Input, Select } from 'antd';
import { confirmFounding, type FoundingToConfirm, proposeFounding } from '../../contract/index.ts';
import { copy } from './copy.ts';

const { founding: words } = copy;
const KINDS = Object.entries(words.kinds).map(([value, label]) => ({ value, label }));
const SECTORS = Object.entries(sectors).map(([value, label]) => ({ value, label }));

interface Props {
  readonly taskId: string;
  readonly onClose: () => void;
}

/** Confirms that a union was founded: what the service proposes, to be corrected and confirmed. */
export default function FoundingForm({ taskId, onClose }: Props) {
  const query = useAnswer(proposeFounding, { params: { task: taskId } });
  const queries = useQueryClient();
  const confirm = useMutation({
    mutationFn: (body: FoundingToConfirm) => call(confirmFounding, { params: { task: taskId }, body }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  return (
    <Drawer open title={words.title} size={420} onClose={onClose}>
      <p>{words.lead}</p>
      <Asked query={query} rows={6}>
        {({ obstacle, parent, code, sector, ...proposed }) => (
          <Form<FoundingToConfirm>
            layout="vertical"
            initialValues={{ ...proposed, parent: parent?.code, code, sector: sector ?? undefined }}
            onFinish={(values) => confirm.mutate(values)}
          >
            {obstacle !== null && <Alert type="warning" showIcon title={obstacle} style={{ marginBottom: 16 }} />}
            {parent === null && <Alert type="info" showIcon title={words.noParent} style={{ marginBottom: 16 }} />}
            <Fields parentName={parent?.name} asksSector={sector === null} />
            {confirm.isError && <ProblemAlert problem={confirm.error} />}
            <Flex gap={8} style={{ marginTop: 16 }}>
              <Button type="primary" htmlType="submit" loading={confirm.isPending} disabled={obstacle !== null}>
                {words.ok}
              </Button>
              <Button onClick={onClose}>{words.cancel}</Button>
            </Flex>
          </Form>
        )}
      </Asked>
    </Drawer>
  );
}

interface FieldsProps {
  readonly parentName: string | undefined;
  /** Neither the register nor the list knows it. */
  readonly asksSector: boolean;
}

/** What the union will be. */
function Fields({ parentName, asksSector }: FieldsProps) {
  return (
    <>
      <Form.Item name="name" label={words.name} rules={[{ required: true, message: '请填写工会名称。' }]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="kind" label={words.kind}>
        <Select options={KINDS} />
      </Form.Item>
      <Form.Item
        name="parent"
        label={words.parent}
        extra={parentName}
        rules={[{ required: true, message: '请填写上级工会编码。' }]}
      >
        <Input maxLength={32} />
      </Form.Item>
      <Form.Item name="code" label={words.code} rules={[{ required: true, message: '请填写工会编码。' }]}>
        <Input maxLength={32} />
      </Form.Item>
      <Form.Item name="founded_on" label={words.foundedOn} rules={[{ required: true, message: '请填写建会日期。' }]}>
        <Input type="date" style={{ width: 200 }} />
      </Form.Item>
      <Form.Item
        name="sector"
        label={words.sector}
        rules={[{ required: asksSector, message: '台账和来源都没有写，请选择单位类别。' }]}
      >
        <Select allowClear options={SECTORS} />
      </Form.Item>
    </>
  );
}
