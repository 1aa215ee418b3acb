import { countText } from '@jianjia/ui';
import { Button, Flex, Popconfirm, type TableProps, Tag, Typography } from 'antd';
import { type IndustryRule, industrialUnions, ruleOrigins } from '../../contract/index.ts';
import { copy } from './copy.ts';

const COLOURS = { national: 'default', above: 'blue', here: 'green', below: 'gold' } as const;
const { columns: titles } = copy;

/** What can be done with a rule; none where the account may not decide. */
export interface RuleActs {
  readonly onChange: (rule: IndustryRule) => void;
  readonly onRemove: (rule: IndustryRule) => void;
}

/** The columns of the rules. */
export function columnsOf(acts: RuleActs | null): NonNullable<TableProps<IndustryRule>['columns']> {
  const shown: NonNullable<TableProps<IndustryRule>['columns']> = [
    {
      key: 'industry',
      title: titles.industry,
      width: 220,
      render: (_, { industry: { code, name } }) => (
        <>
          <Typography.Text type="secondary">{code}</Typography.Text> {name}
        </>
      ),
    },
    { key: 'union', title: titles.union, width: 160, render: (_, rule) => industrialUnions[rule.industrial_union] },
    { key: 'origin', title: titles.origin, width: 250, render: (_, rule) => <Origin rule={rule} /> },
    {
      key: 'employers',
      title: titles.employers,
      width: 110,
      align: 'right',
      render: (_, { employers }) => `${countText(employers)} ${copy.units}`,
    },
  ];
  if (acts === null) return shown;
  return [...shown, { key: 'act', title: titles.act, width: 170, render: (_, rule) => <Acts rule={rule} {...acts} /> }];
}

function Origin({ rule: { origin, decided, otherwise } }: { readonly rule: IndustryRule }) {
  return (
    <>
      <Tag color={COLOURS[origin]}>{ruleOrigins[origin]}</Tag>
      {decided !== null && (
        <>
          {copy.decided(decided.division.name, decided.on.slice(0, 10))}
          <br />
          <Typography.Text type="secondary">
            {decided.by !== null && `${copy.by(decided.by.name, decided.by.union_name)}；`}
            {otherwise === null ? copy.otherwiseNone : copy.otherwise(industrialUnions[otherwise])}
          </Typography.Text>
        </>
      )}
    </>
  );
}

function Acts({ rule, onChange, onRemove }: RuleActs & { readonly rule: IndustryRule }) {
  const { industry, origin } = rule;
  // Who decided below changes it there.
  if (origin === 'below') return null;
  return (
    <Flex gap={4} wrap>
      <Button
        size="small"
        // A name that is heard has to begin with the words that are seen.
        autoInsertSpace={false}
        aria-label={`${copy.change} ${industry.name}`}
        onClick={() => onChange(rule)}
      >
        {copy.change}
      </Button>
      {origin === 'here' && (
        <Popconfirm
          title={copy.removeAsk(industry.name)}
          okText={copy.remove}
          cancelText={copy.form.cancel}
          onConfirm={() => onRemove(rule)}
        >
          <Button size="small" danger aria-label={`${copy.remove} ${industry.name}`}>
            {copy.remove}
          </Button>
        </Popconfirm>
      )}
    </Flex>
  );
}
