import { FilterOutlined } from '@ant-design/icons';
import { useAnswer } from '@jianjia/client';
import { industrySections, unionKinds } from '@jianjia/organisations/contract';
import { FIRST } from '@jianjia/ui';
import { Button, Checkbox, Drawer, Form, type FormInstance, Select, Space } from 'antd';
import { useState } from 'react';
import { listSchemes } from '../../contract/endpoints.ts';
import { listVerdicts } from '../../contract/lists.ts';
import { copy } from './copy.ts';
import type { UnionsSearch } from './union-list.tsx';

interface Props {
  readonly search: UnionsSearch;
  readonly setSearch: (change: Partial<UnionsSearch>) => void;
  /** Conditions that the page around the list sets itself. */
  readonly fixed?: readonly string[];
}

/** Kinds that are judged. */
const JUDGED = ['county', 'zone', 'township', 'federation', 'joint', 'enterprise', 'institution', 'community'] as const;
const KINDS = JUDGED.map((value) => ({ value, label: unionKinds[value] }));
const VERDICTS = Object.entries(listVerdicts).map(([value, label]) => ({ value, label }));
const REACHED = [
  { value: 'true', label: copy.yes },
  { value: 'false', label: copy.no },
];
const INDUSTRIES = [
  ...Object.entries(industrySections).map(([value, title]) => ({ value, label: `${value} ${title}` })),
  { value: 'none', label: copy.form.noIndustry },
];

interface Fields extends Pick<UnionsSearch, 'scheme' | 'track' | 'reached' | 'kind' | 'industry' | 'verdict'> {
  readonly only?: boolean;
}

/** The conditions as a form beside the list; nothing is asked before it is applied. */
export function FilterForm({ search, setSearch, fixed = [] }: Props) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button icon={<FilterOutlined />} onClick={() => setOpen(true)} aria-haspopup="dialog">
        {copy.filter}
      </Button>
      <Drawer title={copy.filter} size={360} open={isOpen} onClose={close} destroyOnHidden>
        <Inside
          search={search}
          fixed={fixed}
          onApply={(change) => {
            setSearch({ ...change, ...FIRST });
            close();
          }}
        />
      </Drawer>
    </>
  );
}

interface InsideProps extends Required<Pick<Props, 'search' | 'fixed'>> {
  readonly onApply: (change: Partial<UnionsSearch>) => void;
}

function Inside({ search, fixed, onApply }: InsideProps) {
  const [form] = Form.useForm<Fields>();
  const { scheme, track, reached, kind, industry, verdict, only } = search;
  const isOfUnions = search.founded_since !== undefined || search.dissolved_since !== undefined;
  const isOfClause = search.indicator !== undefined;
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      initialValues={{ scheme, track, reached, kind, industry, verdict, only: only === 'true' }}
      onFinish={({ only: alone, ...fields }) => onApply({ ...fields, only: alone ? 'true' : undefined })}
    >
      {!isOfUnions && !isOfClause && <Standard form={form} scheme={scheme} />}
      {isOfClause && !fixed.includes('verdict') && (
        <Choice name="verdict" label={copy.form.verdict} options={VERDICTS} />
      )}
      {isOfClause && (
        <Form.Item name="only" valuePropName="checked">
          <Checkbox>{copy.form.only}</Checkbox>
        </Form.Item>
      )}
      {!isOfUnions && <Choice name="reached" label={copy.form.reached} options={REACHED} />}
      <Choice name="kind" label={copy.form.kind} options={KINDS} />
      <Choice name="industry" label={copy.form.industry} options={INDUSTRIES} />
      <Space>
        <Button type="primary" htmlType="submit">
          {copy.apply}
        </Button>
        <Button onClick={() => form.setFieldsValue(EMPTY)}>{copy.reset}</Button>
      </Space>
    </Form>
  );
}

/** A standard, and whom it is for. */
function Standard({ form, scheme }: { readonly form: FormInstance<Fields>; readonly scheme: string | undefined }) {
  const chosen = Form.useWatch('scheme', form) ?? scheme;
  const schemes = useAnswer(listSchemes, {}).data ?? [];
  const tracks = schemes.find(({ id }) => id === chosen)?.tracks ?? [];
  const titled = (list: readonly { readonly id: string; readonly title: string }[]) =>
    list.map(({ id, title }) => ({ value: id, label: title }));
  const forget = () => form.setFieldsValue({ track: undefined });
  return (
    <>
      <Choice name="scheme" label={copy.form.scheme} options={titled(schemes)} onChange={forget} />
      <Choice name="track" label={copy.form.track} options={titled(tracks)} disabled={tracks.length === 0} />
    </>
  );
}

const EMPTY = {
  scheme: undefined,
  track: undefined,
  reached: undefined,
  kind: undefined,
  industry: undefined,
  verdict: undefined,
  only: false,
};

interface ChoiceProps {
  readonly name: keyof Fields;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly disabled?: boolean;
  readonly onChange?: () => void;
}

function Choice({ name, label, options, disabled = false, onChange }: ChoiceProps) {
  return (
    <Form.Item name={name} label={label}>
      <Select
        allowClear
        placeholder={copy.any}
        options={[...options]}
        disabled={disabled}
        showSearch={{ optionFilterProp: 'label' }}
        {...(onChange ? { onChange } : {})}
      />
    </Form.Item>
  );
}
