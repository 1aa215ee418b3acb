import { PlaceLink, ProblemAlert } from '@jianjia/ui';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { Result } from 'antd';

/** An address that is no page of the desk. */
export function Lost() {
  return (
    <Result
      status="404"
      title="没有这个页面"
      subTitle="网址可能抄漏了几个字，或页面已经改名。"
      extra={<PlaceLink to="/overview">回到总览</PlaceLink>}
    />
  );
}

/** A page that failed: the rest of the desk stays. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const again = () => {
    reset();
    void router.invalidate();
  };
  return <ProblemAlert problem={error instanceof Error ? error : new Error(String(error))} onRetry={again} />;
}
