import { call, type AnswerOf, type ClientProblem } from '@jianjia/client';
import { sectors } from '@jianjia/employers/contract';
import { countText, ProblemAlert } from '@jianjia/ui';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Drawer, Flex, Form, Input, Select } from 'antd';
import { foundJointUnion, type JointEmployer, type JointGroup, type JointUnionToFound } from '../../contract/index.ts';
import { copy } from './copy.ts';

const { form: words } = copy;
const SECTORS = Object.entries(sectors).map(([value, label]) => ({ value, label }));

type Values = Omit<JointUnionToFound, 'employer_ids'>;
export type FoundedJointUnion = AnswerOf<typeof foundJointUnion>;

interface Props {
  readonly proposal: JointGroup['proposal'];
  readonly chosen: readonly JointEmployer[];
  readonly onFounded: (founded: FoundedJointUnion) => unknown;
  readonly onClose: () => void;
}

/** Founds one joint union for the chosen employers: what the service proposes, to be corrected and confirmed. */
export default function JointFoundingForm({ proposal, chosen, onFounded, onClose }: Props) {
  const found = useMutation<FoundedJointUnion, ClientProblem, Values>({
    mutationFn: (values) =>
      call(foundJointUnion, { body: { ...values, employer_ids: chosen.map(({ employer_id: id }) => id) } }),
    onSuccess: onFounded,
  });
  const { parent, code, name, founded_on } = proposal;
  const asked = chosen.filter(({ asks_sector: asks }) => asks).length;
  return (
    <Drawer open title={words.title} size={420} onClose={onClose}>
      <p>{words.lead(countText(chosen.length))}</p>
      <Form<Values>
        layout="vertical"
        initialValues={{ name, founded_on, parent: parent?.code, code }}
        onFinish={(values) => found.mutate(values)}
      >
        {parent === null && <Alert type="info" showIcon title={words.noParent} style={{ marginBottom: 16 }} />}
        <Fields parentName={parent?.name} asked={asked} />
        {found.isError && <ProblemAlert problem={found.error} />}
        <Flex gap={8} style={{ marginTop: 16 }}>
          <Button type="primary" htmlType="submit" loading={found.isPending}>
            {words.ok}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </Flex>
      </Form>
    </Drawer>
  );
}

interface FieldsProps {
  readonly parentName: string | undefined;
  /** Employers whose sector nobody knows. */
  readonly asked: number;
}

function Fields({ parentName, asked }: FieldsProps) {
  const { needed } = words;
  return (
    <>
      <Form.Item name="name" label={words.name} rules={[{ required: true, message: needed.name }]}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item
        name="parent"
        label={words.parent}
        extra={parentName}
        rules={[{ required: true, message: needed.parent }]}
      >
        <Input maxLength={32} />
      </Form.Item>
      <Form.Item name="code" label={words.code} rules={[{ required: true, message: needed.code }]}>
        <Input maxLength={32} />
      </Form.Item>
      <Form.Item name="founded_on" label={words.foundedOn} rules={[{ required: true, message: needed.day }]}>
        <Input type="date" style={{ width: 200 }} />
      </Form.Item>
      {asked > 0 && (
        <Form.Item
          name="sector"
          label={words.sector}
          extra={words.sectorHint(asked)}
          rules={[{ required: true, message: needed.sector }]}
        >
          <Select options={SECTORS} />
        </Form.Item>
      )}
    </>
  );
}
