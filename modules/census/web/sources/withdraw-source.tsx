import { call } from '@jianjia/client';
import { useQueryClient } from '@tanstack/react-query';
import { listDeliveries, listSources, type Source, withdrawSource } from '../../contract/index.ts';
import { Withdraw } from '../parts/withdraw.tsx';
import { copy } from './copy.ts';

/** Takes everything a source has said out of the list, with a reason. */
export function WithdrawSource({ source: { source_id: source, title } }: { readonly source: Source }) {
  const queries = useQueryClient();
  return (
    <Withdraw
      title={copy.withdrawTitle(title)}
      hint={copy.withdrawHint}
      isSmall
      withdraw={(reason) => call(withdrawSource, { params: { source }, body: { reason } })}
      onDone={async () => {
        await queries.invalidateQueries({ queryKey: [listSources.id] });
        await queries.invalidateQueries({ queryKey: [listDeliveries.id] });
      }}
    />
  );
}
