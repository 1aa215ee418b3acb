import { call, type ClientProblem } from '@jianjia/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, message } from 'antd';
import { listDeliveries, listSources, takeRegister } from '../../contract/index.ts';
import { useGo } from '../parts/use-go.ts';
import { copy } from './copy.ts';

/** Takes the union's own register in, as the source it is compared with the others by. */
export function TakeRegister() {
  const queries = useQueryClient();
  const go = useGo();
  const take = useMutation<{ readonly delivery_id: string; readonly known: boolean }, ClientProblem>({
    mutationFn: () => call(takeRegister, { body: {} }),
    onSuccess: async ({ delivery_id: id, known }) => {
      if (known) message.info(copy.registerKnown);
      await queries.invalidateQueries({ queryKey: [listSources.id] });
      await queries.invalidateQueries({ queryKey: [listDeliveries.id] });
      go(`/census/deliveries/${id}`);
    },
    onError: (problem) => message.error(problem.message),
  });
  return (
    <Button loading={take.isPending} onClick={() => take.mutate()}>
      {copy.register}
    </Button>
  );
}
