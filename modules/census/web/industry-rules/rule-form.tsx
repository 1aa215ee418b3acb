import { call, type ClientProblem, useAnswer } from '@jianjia/client';
import { useTyped } from '@jianjia/organisations/web';
import { countText, ProblemAlert } from '@jianjia/ui';
import { useMutation } from '@tanstack/react-query';
import { Form, Modal, Select } from 'antd';
import { useState } from 'react';
import {
  findIndustries,
  type IndustrialUnion,
  industrialUnions,
  type IndustryRule,
  type IndustryRules,
  setIndustryRule,
} from '../../contract/index.ts';
import { copy } from './copy.ts';

const { form: words } = copy;
const UNIONS = Object.entries(industrialUnions).map(([value, label]) => ({ value, label }));

interface Values {
  readonly industry: string;
  readonly industrial_union: IndustrialUnion;
}

interface Props {
  readonly at: IndustryRules['at'];
  /** The rule that is changed; null: one for an industry that is chosen here. */
  readonly rule: IndustryRule | null;
  readonly onDone: () => unknown;
  readonly onClose: () => void;
}

/** Decides which industrial union answers for an industry, and says whom that concerns before it is done. */
export default function RuleForm({ at, rule, onDone, onClose }: Props) {
  const [form] = Form.useForm<Values>();
  const [industry, setIndustry] = useState(rule?.industry.code);
  const save = useMutation<unknown, ClientProblem, Values>({
    mutationFn: ({ industry: code, industrial_union }) =>
      call(setIndustryRule, { params: { industry: code }, body: { at: at.union, industrial_union } }),
    onSuccess: onDone,
  });
  return (
    <Modal
      open
      title={words.title}
      okText={words.ok}
      cancelText={words.cancel}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={rule === null ? {} : { industry: rule.industry.code, industrial_union: rule.industrial_union }}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item name="industry" label={words.industry} rules={[{ required: true, message: words.industryNeeded }]}>
          <IndustrySelect at={at.union} fixed={rule?.industry} onChoose={setIndustry} />
        </Form.Item>
        {industry !== undefined && <Concerned at={at} industry={industry} />}
        <Form.Item name="industrial_union" label={words.union} rules={[{ required: true, message: words.unionNeeded }]}>
          <Select options={UNIONS} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
      </Form>
      {save.isError && <ProblemAlert problem={save.error} />}
    </Modal>
  );
}

interface SelectProps {
  readonly at: string;
  readonly fixed: IndustryRule['industry'] | undefined;
  readonly onChoose: (code: string | undefined) => void;
  /** Given by the form. */
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (code: string | undefined) => void;
}

function IndustrySelect({ at, fixed, onChoose, id, value, onChange }: SelectProps) {
  const [search, setSearch] = useState('');
  const [typed, setTyped] = useTyped(search, setSearch);
  const wanted = fixed === undefined && search.trim() !== '';
  const found = useAnswer(findIndustries, { query: { at, search: search.trim() } }, { enabled: wanted, keep: true });
  const listed = fixed === undefined ? (found.data?.industries ?? []) : [fixed];
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      disabled={fixed !== undefined}
      placeholder={words.industryHint}
      loading={found.isFetching}
      value={value ?? null}
      options={listed.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
      notFoundContent={wanted && !found.isFetching && typed === search ? words.nothing : null}
      onChange={(code: string | null) => {
        onChoose(code ?? undefined);
        onChange?.(code ?? undefined);
      }}
    />
  );
}

/** Who answers for the industry now, and how many employers a rule for it would concern. */
function Concerned({ at, industry }: { readonly at: IndustryRules['at']; readonly industry: string }) {
  const { data } = useAnswer(findIndustries, { query: { at: at.union, search: industry } });
  const found = data?.industries.find(({ code }) => code === industry);
  if (!found) return null;
  const { industrial_union: union, employers } = found;
  return (
    <p role="status">
      {union === null ? words.nowNone : words.now(industrialUnions[union])}；
      {words.concerns(at.division.name, countText(employers))}
    </p>
  );
}
