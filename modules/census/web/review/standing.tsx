import { percentText } from '@jianjia/ui';
import { Alert, Flex, Tag } from 'antd';
import { pairStages, verdicts, type WholePair } from '../../contract/index.ts';
import { copy } from './copy.ts';

/** Where the pair stands: what the model says, who has said what as far as one may know. */
export function StandingOf({ pair }: { readonly pair: WholePair }) {
  const { probability, stage, verdict, mine, others, together, persons } = pair;
  const notice = noticeOf(pair);
  const torn = tornOf(pair);
  return (
    <>
      <Flex wrap gap="8px 16px" align="center" style={{ marginBottom: 12 }}>
        <Tag color={stage === 'settled' ? 'success' : stage === 'adjudicate' ? 'warning' : 'processing'}>
          {pairStages[stage]}
          {verdict !== null && `：${verdicts[verdict]}`}
        </Tag>
        <span>
          {probability === null ? (
            copy.unpaired
          ) : (
            <>
              {copy.probability} <b>{percentText(probability)}</b>
            </>
          )}
        </span>
        <span>{together ? copy.together : copy.apart}</span>
        {mine !== null && <b>{copy.mine(verdicts[mine])}</b>}
        {others.length > 0 && <span>{copy.others(others.map((one) => verdicts[one]).join('、'))}</span>}
      </Flex>
      {torn !== null && <Alert type="warning" title={torn} style={{ marginBottom: 12 }} />}
      {persons === 2 && notice !== null && (
        <Alert type={stage === 'adjudicate' ? 'warning' : 'info'} title={notice} style={{ marginBottom: 12 }} />
      )}
    </>
  );
}

/** What it means that the list does not do as linkage or people have it; null when it does. */
function tornOf({ joined, together, verdict }: WholePair): string | null {
  if (together) return null;
  if (verdict === 'same') return copy.contradicted;
  return joined && verdict === null ? copy.parted : null;
}

function noticeOf({ stage, mine, can }: WholePair): string | null {
  if (stage === 'adjudicate') return can.decide ? copy.adjudicate : copy.waitsForThird;
  return mine === null && stage !== 'settled' ? copy.blind : null;
}
