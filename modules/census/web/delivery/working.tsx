import { Card, Progress } from 'antd';
import type { WholeDelivery } from '../../contract/index.ts';
import { TakeSteps } from '../parts/steps.tsx';
import { copy } from './copy.ts';
import { Parts } from './parts.tsx';

/** Long work on a delivery: how far it is. */
export function Working({ delivery: { status, done, total, parts } }: { readonly delivery: WholeDelivery }) {
  const isApplying = status === 'applying';
  const isRead = done >= total;
  return (
    <>
      {isApplying && <TakeSteps current={3} />}
      <Card>
        <p role="status">{isApplying ? copy.applying : copy.withdrawing}</p>
        {isApplying && (
          <>
            <Progress
              percent={total === 0 ? 0 : Math.round((done / total) * 80)}
              status="active"
              showInfo={false}
              aria-label={copy.applying}
            />
            <p>{isRead ? copy.linking : copy.progress(done, total)}</p>
          </>
        )}
        <Parts parts={parts} />
      </Card>
    </>
  );
}
