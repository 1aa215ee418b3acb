import '../census.css';
import { call, type ClientProblem, useAnswer } from '@jianjia/client';
import { UnionPicker } from '@jianjia/organisations/web';
import { Asked, Nothing, Page, ProblemAlert, type ScreenProps } from '@jianjia/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Flex, Select, Table } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import {
  classifyList,
  findIndustries,
  type IndustrialUnion,
  industrialUnions,
  type IndustryRule,
  type IndustryRules,
  listIndustryRules,
  setIndustryRule,
} from '../../contract/index.ts';
import { CensusNav } from '../parts/nav.tsx';
import { columnsOf } from './columns.tsx';
import { copy } from './copy.ts';
import type { search as schema } from './search.ts';

const RuleForm = lazy(() => import('./rule-form.tsx'));
const UNIONS = Object.entries(industrialUnions).map(([value, label]) => ({ value, label }));

/** Which industrial union answers for which industries; a federation changes it for its place. */
export default function IndustryRulesPage({ search, setSearch }: ScreenProps<typeof schema>) {
  const { at } = search;
  const query = useAnswer(listIndustryRules, { query: at === undefined ? {} : { at } }, { keep: true });
  return (
    <Page title={copy.title} lead={copy.lead} crumbs={[{ title: copy.census, to: '/census' }]}>
      <CensusNav here="/census/industry-rules" />
      <Asked query={query} rows={10}>
        {(answer) => <Rules key={answer.at.union} answer={answer} search={search} setSearch={setSearch} />}
      </Asked>
    </Page>
  );
}

interface Props extends Pick<ScreenProps<typeof schema>, 'search' | 'setSearch'> {
  readonly answer: IndustryRules;
}

function Rules({ answer: { at, rules, can }, search, setSearch }: Props) {
  const { of, decided } = search;
  const [form, setForm] = useState<{ readonly rule: IndustryRule | null } | null>(null);
  const [isChanged, setChanged] = useState(false);
  const queries = useQueryClient();
  const onDone = async () => {
    setForm(null);
    setChanged(true);
    await queries.invalidateQueries({ queryKey: [findIndustries.id] });
    await queries.invalidateQueries({ queryKey: [listIndustryRules.id] });
  };
  const remove = useMutation<unknown, ClientProblem, string>({
    mutationFn: (industry) =>
      call(setIndustryRule, { params: { industry }, body: { at: at.union, industrial_union: null } }),
    onSuccess: onDone,
  });
  const acts = {
    onChange: (rule: IndustryRule) => setForm({ rule }),
    onRemove: ({ industry }: IndustryRule) => remove.mutate(industry.code),
  };
  const shown = rules.filter(
    (rule) => (of === undefined || rule.industrial_union === of) && (decided === undefined || rule.decided !== null),
  );
  return (
    <>
      <Filters at={at.union} search={search} setSearch={setSearch}>
        {can.write && (
          <Button type="primary" onClick={() => setForm({ rule: null })}>
            {copy.add}
          </Button>
        )}
      </Filters>
      {isChanged && <Classify />}
      {remove.isError && <ProblemAlert problem={remove.error} />}
      {shown.length === 0 ? (
        <Nothing title={copy.empty.title}>{copy.empty.next}</Nothing>
      ) : (
        <Table<IndustryRule>
          size="middle"
          columns={columnsOf(can.write ? acts : null)}
          dataSource={shown}
          rowKey={({ industry, origin, decided: by }) => [industry.code, origin, by?.division.code, by?.on].join('/')}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          scroll={{ x: 910 }}
        />
      )}
      <Suspense>
        {form !== null && <RuleForm at={at} rule={form.rule} onDone={onDone} onClose={() => setForm(null)} />}
      </Suspense>
    </>
  );
}

interface FilterProps extends Pick<ScreenProps<typeof schema>, 'search' | 'setSearch'> {
  readonly at: string;
  readonly children: ReactNode;
}

function Filters({ at, search: { of, decided }, setSearch, children }: FilterProps) {
  return (
    <Flex wrap gap={8} align="center" style={{ marginBottom: 12 }}>
      <UnionPicker
        label={copy.at}
        value={at}
        style={{ width: 240 }}
        onChange={(next) => setSearch({ at: next, of: undefined })}
      />
      <Select
        aria-label={copy.columns.union}
        allowClear
        placeholder={copy.all}
        value={of}
        options={UNIONS}
        style={{ width: 200 }}
        onChange={(next: IndustrialUnion | undefined) => setSearch({ of: next })}
      />
      <Checkbox
        checked={decided !== undefined}
        onChange={({ target }) => setSearch({ decided: target.checked ? 'yes' : undefined })}
      >
        {copy.only}
      </Checkbox>
      {children}
    </Flex>
  );
}

/** Rules count in the lists once the employers are classified anew. */
function Classify() {
  const again = useMutation({ mutationFn: () => call(classifyList, {}) });
  const done = again.data?.started === true ? copy.classifying : copy.alreadyClassifying;
  return (
    <>
      <Alert
        type={again.isSuccess ? 'success' : 'info'}
        showIcon
        title={again.isSuccess ? done : copy.changed}
        style={{ marginBottom: 12 }}
        action={
          <Button size="small" loading={again.isPending} onClick={() => again.mutate()}>
            {copy.classify}
          </Button>
        }
      />
      {again.isError && <ProblemAlert problem={again.error} />}
    </>
  );
}
