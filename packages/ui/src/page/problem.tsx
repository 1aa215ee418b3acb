import type { ClientProblem } from '@jianjia/client';
import { Alert, Button } from 'antd';

interface Props {
  readonly problem: ClientProblem | Error;
  readonly onRetry?: () => void;
}

/** A problem where it happened: what is so, why, what to do next. What is not there is not there the second time. */
export function ProblemAlert({ problem, onRetry }: Props) {
  const told = 'status' in problem ? problem : null;
  const fields = told?.errors ?? [];
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={told?.title ?? '页面出错'}
      description={
        <>
          <p style={{ margin: 0 }}>{problem.message}</p>
          {fields.map(({ path, message }) => (
            <p key={path} style={{ margin: 0 }}>
              {message}
            </p>
          ))}
          {told !== null && told.status >= 500 && told.instance !== null && (
            <p style={{ margin: 0 }}>请求编号：{told.instance}</p>
          )}
        </>
      }
      {...(onRetry && told?.status !== 404 ? { action: <Button onClick={onRetry}>重试</Button> } : {})}
    />
  );
}
