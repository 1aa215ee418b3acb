import type { ClientProblem } from '@jianjia/client';
import type { UseQueryResult } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { ProblemAlert } from './problem.tsx';

interface Props<Answer> {
  readonly query: UseQueryResult<Answer, ClientProblem>;
  /** Rows of the skeleton shown while waiting. */
  readonly rows?: number;
  readonly children: (answer: Answer) => ReactNode;
}

/** What stands on a page where an answer is asked for: a skeleton while it is on its way, the problem in place, the answer. */
export function Asked<Answer>({ query, rows = 4, children }: Props<Answer>) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) return <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div role="status" aria-label="正在读取">
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}
