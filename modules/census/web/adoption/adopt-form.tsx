import { call, type ClientProblem } from '@jianjia/client';
import { countText, ProblemAlert } from '@jianjia/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Checkbox, message, Popconfirm } from 'antd';
import { useState } from 'react';
import { type Adoption, adoptionIds, adoptions, adoptValues, previewAdoption } from '../../contract/index.ts';
import { copy } from './copy.ts';

interface Props {
  readonly counts: Partial<Readonly<Record<Adoption, number>>>;
  readonly division: string | undefined;
}

/** What is to be adopted, kind by kind. */
export function AdoptForm({ counts, division }: Props) {
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<readonly Adoption[]>([]);
  const total = chosen.reduce((sum, id) => sum + (counts[id] ?? 0), 0);
  const adopt = useMutation<unknown, ClientProblem>({
    mutationFn: () =>
      call(adoptValues, { body: { fields: [...chosen], ...(division === undefined ? {} : { division }) } }),
    onSuccess: async () => {
      message.success(copy.done(total));
      setChosen([]);
      await queries.invalidateQueries({ queryKey: [previewAdoption.id] });
    },
  });
  return (
    <Card size="small" title={<h2 className="census-title">{copy.choose}</h2>}>
      <Checkbox.Group
        value={[...chosen]}
        options={adoptionIds.map((id) => ({
          value: id,
          label: `${adoptions[id]}（${countText(counts[id] ?? 0)}）`,
          disabled: (counts[id] ?? 0) === 0,
        }))}
        onChange={(values) => setChosen(values)}
      />
      {adopt.isError && <ProblemAlert problem={adopt.error} />}
      <div style={{ marginTop: 12 }}>
        <Popconfirm
          title={copy.ask}
          okText={copy.adopt(total)}
          cancelText={copy.cancel}
          onConfirm={() => adopt.mutate()}
        >
          <Button type="primary" disabled={total === 0} loading={adopt.isPending}>
            {copy.adopt(total)}
          </Button>
        </Popconfirm>
      </div>
    </Card>
  );
}
