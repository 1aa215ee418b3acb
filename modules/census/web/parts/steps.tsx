import { Steps } from 'antd';
import { copy } from '../take/copy.ts';

/** How far a file is on its way into the list. */
export function TakeSteps({ current }: { readonly current: number }) {
  return (
    <Steps size="small" current={current} items={copy.steps.map((title) => ({ title }))} style={{ marginBottom: 16 }} />
  );
}
