import { call, queryOf } from '@jianjia/client';
import { useQueryClient } from '@tanstack/react-query';
import { showDelivery, type WholeDelivery, withdrawDelivery } from '../../contract/index.ts';
import { Withdraw } from '../parts/withdraw.tsx';
import { copy } from './copy.ts';

/** Takes a delivery out of the list, with a reason. */
export function WithdrawDelivery({ delivery: { delivery_id: delivery } }: { readonly delivery: WholeDelivery }) {
  const queries = useQueryClient();
  const params = { delivery };
  return (
    <Withdraw
      title={copy.withdrawTitle}
      hint={copy.withdrawHint}
      withdraw={(reason) => call(withdrawDelivery, { params, body: { reason } })}
      onDone={() => queries.invalidateQueries({ queryKey: queryOf(showDelivery, { params }).queryKey })}
    />
  );
}
