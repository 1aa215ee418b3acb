import { call, type ClientProblem, queryOf } from '@jianjia/client';
import { Asked, countText, ProblemAlert } from '@jianjia/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex, Popconfirm, Typography } from 'antd';
import { learnModel, type LinkageModel, listModels, type ModelList, chooseModel } from '../../contract/index.ts';
import { copy } from './copy.ts';
import { ModelTable } from './model-table.tsx';

/** Weighing all pairs anew is looked after so often. */
const EVERY_MS = 3000;
const SHOWN = 10;

/** Learning from what reviewers settled: which model is in use, which there are, and what they are worth. */
export function Learning() {
  const query = useQuery<ModelList, ClientProblem>({
    ...queryOf(listModels, { query: { limit: SHOWN } }),
    refetchInterval: ({ state: { data } }) => (data?.working === true ? EVERY_MS : false),
  });
  return (
    <Asked query={query} rows={4}>
      {(list) => (
        <>
          <p>
            {copy.inUse} <b>{list.in_use === list.shipped ? copy.shipped : list.in_use}</b>
          </p>
          {list.union === null ? (
            <Typography.Paragraph type="secondary">{copy.cityLearns}</Typography.Paragraph>
          ) : (
            <Own list={list} union={list.union} />
          )}
        </>
      )}
    </Asked>
  );
}

interface OwnProps {
  readonly list: ModelList;
  readonly union: { readonly id: string; readonly name: string };
}

function Own({ list: { in_use: inUse, shipped, working, labels, models }, union }: OwnProps) {
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: [listModels.id] });
  const learn = useMutation<LinkageModel, ClientProblem>({
    mutationFn: () => call(learnModel, { body: { at: union.id } }),
    onSuccess: again,
  });
  const choose = useMutation<unknown, ClientProblem, string | null>({
    mutationFn: (version) => call(chooseModel, { body: { at: union.id, version } }),
    onSuccess: again,
  });
  const problem = learn.error ?? choose.error;
  const pending = learn.isPending || choose.isPending;
  return (
    <>
      <p>{copy.labels(countText(labels.same), countText(labels.different), countText(labels.needed))}</p>
      <Flex wrap gap={8} style={{ marginBottom: 12 }}>
        <Button type="primary" loading={learn.isPending} disabled={pending} onClick={() => learn.mutate()}>
          {copy.learn}
        </Button>
        {inUse !== shipped && (
          <Popconfirm
            title={copy.giveUpSure}
            okText={copy.giveUp}
            cancelText={copy.cancel}
            onConfirm={() => choose.mutate(null)}
          >
            <Button disabled={pending}>{copy.giveUp}</Button>
          </Popconfirm>
        )}
      </Flex>
      <p role="status">{learn.data !== undefined && copy.learned(learn.data.version)}</p>
      {problem !== null && <ProblemAlert problem={problem} />}
      {working && <Alert type="info" title={copy.reweighing} style={{ marginBottom: 12 }} />}
      <ModelTable models={models} pending={pending} onUse={(version) => choose.mutate(version)} />
      <Typography.Paragraph type="secondary">{copy.learnHint}</Typography.Paragraph>
    </>
  );
}
