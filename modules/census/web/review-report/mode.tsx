import { call, type ClientProblem } from '@jianjia/client';
import { ProblemAlert } from '@jianjia/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Radio, Typography } from 'antd';
import { reviewReport, setReviewMode } from '../../contract/index.ts';
import { copy } from './copy.ts';

interface Props {
  readonly union: { readonly id: string; readonly name: string };
  readonly persons: number;
}

/** One person, or two who do not know of each other. */
export function Mode({ union, persons }: Props) {
  const queries = useQueryClient();
  const set = useMutation<{ readonly persons: number }, ClientProblem, 1 | 2>({
    mutationFn: (wanted) => call(setReviewMode, { body: { at: union.id, persons: wanted } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [reviewReport.id] }),
  });
  const bound = set.data !== undefined && set.variables === 1 && set.data.persons === 2;
  return (
    <section aria-labelledby="review-mode">
      <h2 className="census-heading" id="review-mode">
        {copy.mode}
      </h2>
      <p id="review-mode-of">{copy.modeOf(union.name)}</p>
      <Radio.Group
        aria-labelledby="review-mode-of"
        value={persons}
        disabled={set.isPending}
        options={[
          { value: 1, label: copy.one },
          { value: 2, label: copy.two },
        ]}
        onChange={({ target }) => set.mutate(target.value === 2 ? 2 : 1)}
      />
      {set.isError && <ProblemAlert problem={set.error} />}
      <Typography.Paragraph type="secondary" role="status" style={{ marginTop: 8 }}>
        {set.isSuccess && (bound ? copy.bound : copy.modeSaved)}
      </Typography.Paragraph>
    </section>
  );
}
