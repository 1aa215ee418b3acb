import '../census.css';
import { useAnswer } from '@jianjia/client';
import { Asked, Page, type ScreenProps } from '@jianjia/ui';
import { Card, Flex, Select } from 'antd';
import { useState } from 'react';
import { departments, listSources, type Source } from '../../contract/index.ts';
import { TakeSteps } from '../parts/steps.tsx';
import { copy } from './copy.ts';
import { FileForm } from './file-form.tsx';
import type { search as schema } from './search.ts';
import { SourceForm } from './source-form.tsx';

/** The begin of the way of a file into the list: which register it is, and the file. The rest is the page of the delivery. */
export default function TakePage({ search, setSearch }: ScreenProps<typeof schema>) {
  const sources = useAnswer(listSources, {});
  const choose = (source: string | undefined): void => setSearch({ source });
  return (
    <Page title={copy.title} lead={copy.lead} crumbs={[{ title: copy.census, to: '/census' }]}>
      <TakeSteps current={search.source === undefined ? 0 : 1} />
      <Asked query={sources}>
        {({ sources: all }) => (
          <Forms all={all.filter(({ can }) => can.write)} chosen={search.source} onChoose={choose} />
        )}
      </Asked>
    </Page>
  );
}

interface FormsProps {
  readonly all: readonly Source[];
  readonly chosen: string | undefined;
  readonly onChoose: (source: string | undefined) => void;
}

const NEW = 'new';

function Forms({ all, chosen, onChoose }: FormsProps) {
  const [isNew, setNew] = useState(all.length === 0);
  const options = [
    ...all.map(({ source_id, title, department, union_name }) => ({
      value: source_id,
      label: `${departments[department]} · ${title}（${union_name}）`,
    })),
    { value: NEW, label: copy.newSource },
  ];
  const known = all.some(({ source_id }) => source_id === chosen);
  return (
    <Flex vertical gap={16} style={{ maxWidth: 640 }}>
      <Card size="small" title={<h2 className="census-title">{copy.source}</h2>}>
        <label htmlFor="census-source">{copy.sourceHint}</label>
        <Select
          id="census-source"
          style={{ width: '100%', margin: '4px 0 8px' }}
          placeholder={copy.chooseSource}
          value={isNew ? NEW : known && chosen !== undefined ? chosen : null}
          options={options}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(value: string) => {
            setNew(value === NEW);
            onChoose(value === NEW ? undefined : value);
          }}
        />
        {isNew && (
          <SourceForm
            onAdded={(source) => {
              setNew(false);
              onChoose(source);
            }}
          />
        )}
      </Card>
      {chosen !== undefined && known && <FileForm key={chosen} source={chosen} />}
    </Flex>
  );
}
