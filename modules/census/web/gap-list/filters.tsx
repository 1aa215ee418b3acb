import { industrySections } from '@jianjia/organisations/contract';
import { Flex, Select } from 'antd';
import { type GapQuery, gapTitles, growthTitles } from '../../contract/index.ts';
import { copy } from './copy.ts';

const options = (titles: Readonly<Record<string, string>>) =>
  Object.entries(titles).map(([value, label]) => ({ value, label }));
const GAPS = options(gapTitles);
const GROWTH = options(growthTitles);
const INDUSTRIES = [
  ...Object.entries(industrySections).map(([value, title]) => ({ value, label: `${value} ${title}` })),
  { value: 'none', label: copy.unknownIndustry },
];

interface Props {
  readonly asked: GapQuery;
  readonly onChange: (change: Partial<GapQuery>) => void;
}

/** What a list of a gap is narrowed by. */
export function GapFilters({ asked, onChange }: Props) {
  return (
    <Flex wrap gap={8} style={{ marginBottom: 12 }}>
      <Select
        aria-label={copy.gap}
        value={asked.gap}
        options={GAPS}
        style={{ width: 210 }}
        onChange={(value: GapQuery['gap']) => onChange({ gap: value })}
      />
      <Select
        aria-label={copy.industry}
        allowClear
        placeholder={copy.industry}
        value={asked.industry}
        options={INDUSTRIES}
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 200 }}
        onChange={(industry: string | undefined) => onChange({ industry })}
      />
      <Select
        aria-label={copy.growth}
        allowClear
        placeholder={copy.growth}
        value={asked.growth}
        options={GROWTH}
        style={{ width: 140 }}
        onChange={(growth: GapQuery['growth']) => onChange({ growth })}
      />
    </Flex>
  );
}
