import { Page, PlaceLink, ProblemAlert } from '@jianjia/ui';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';

/** An address that is no page of the desk. */
export function Lost() {
  return (
    <Page title="没有这个页面" lead="网址可能抄漏了几个字，或页面已经改名。">
      <PlaceLink to="/overview">回到总览</PlaceLink>
    </Page>
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
