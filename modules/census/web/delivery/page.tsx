import '../census.css';
import { type ClientProblem, queryOf } from '@jianjia/client';
import { Asked, countText, Page, PlaceLink, type ScreenProps } from '@jianjia/ui';
import { useQuery } from '@tanstack/react-query';
import { Alert, Typography } from 'antd';
import { departments, showDelivery, type WholeDelivery } from '../../contract/index.ts';
import { StateTag } from '../parts/state-tag.tsx';
import { TakeSteps } from '../parts/steps.tsx';
import { copy } from './copy.ts';
import { FaultList } from './faults.tsx';
import { Outcomes } from './outcomes.tsx';
import { Parts, partsInList } from './parts.tsx';
import { Review } from './review.tsx';
import { WithdrawDelivery } from './withdraw-delivery.tsx';
import { Working } from './working.tsx';

/** Long work is looked after so often. */
const EVERY_MS = 1500;

/** A file that was taken in: what is in it, what is wrong with it, and what became of it. */
export default function DeliveryPage({ params }: ScreenProps) {
  const { delivery = '' } = params;
  const query = useQuery<WholeDelivery, ClientProblem>({
    ...queryOf(showDelivery, { params: { delivery } }),
    refetchInterval: ({ state: { data } }) => (data && isWorking(data) ? EVERY_MS : false),
  });
  const { data } = query;
  return (
    <Page
      title={data?.file_name ?? copy.census}
      lead={data && <Lead delivery={data} />}
      crumbs={[{ title: copy.census, to: '/census' }]}
      extra={data?.can.withdraw && <WithdrawDelivery delivery={data} />}
    >
      <Asked query={query} rows={10}>
        {(whole) => <Whole delivery={whole} />}
      </Asked>
    </Page>
  );
}

function isWorking({ status, interrupted }: WholeDelivery): boolean {
  return (status === 'applying' || status === 'withdrawing') && !interrupted;
}

function Lead({ delivery }: { readonly delivery: WholeDelivery }) {
  const { department, source, union_name: union, rows, as_of: asOf, year, received_at: at, received_by: by } = delivery;
  return (
    <>
      <StateTag delivery={delivery} /> {departments[department]} · {source}（{union}） · {copy.facts.year} {year} ·{' '}
      {copy.facts.asOf} {asOf} · {countText(rows)} 行 · {copy.time.format(new Date(at))} {by}
    </>
  );
}

function Whole({ delivery }: { readonly delivery: WholeDelivery }) {
  const { status, interrupted } = delivery;
  if (isWorking(delivery)) return <Working delivery={delivery} />;
  return (
    <>
      {interrupted && <Interrupted parts={delivery.parts} />}
      {(status === 'profiled' || status === 'applying') && (
        <>
          <TakeSteps current={2} />
          <Review key={delivery.delivery_id} delivery={delivery} />
        </>
      )}
      {status === 'applied' && (
        <>
          {delivery.outcome && <Outcomes outcome={delivery.outcome} />}
          <p>
            <PlaceLink to="/census/employers">{copy.list}</PlaceLink>
          </p>
          <h2 className="census-heading">{copy.faults}</h2>
          <FaultList faults={delivery.faults} />
        </>
      )}
      {status === 'withdrawn' && <Alert type="info" showIcon title={copy.withdrawn} />}
      <Typography.Paragraph type="secondary" style={{ marginTop: 16, overflowWrap: 'anywhere' }}>
        {copy.facts.sha256}：{delivery.sha256}
      </Typography.Paragraph>
    </>
  );
}

function Interrupted({ parts }: Pick<WholeDelivery, 'parts'>) {
  const done = partsInList(parts);
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={done === 0 ? copy.interrupted : copy.interruptedIn(done, parts.length)}
        style={{ marginBottom: 16 }}
      />
      <Parts parts={parts} />
    </>
  );
}
