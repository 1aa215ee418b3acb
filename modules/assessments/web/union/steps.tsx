import { ArrowRightOutlined, FlagFilled, TrophyOutlined } from '@ant-design/icons';
import { Nothing } from '@jianjia/ui';
import { Card, Tag } from 'antd';
import { copy } from './copy.ts';
import { ItemLink, type OpenItem } from './item-link.tsx';
import { RegisterLink } from './register-link.tsx';
import type { Item, Standard, Step } from './types.ts';

interface Props {
  readonly standard: Standard;
  readonly union: string;
  readonly open: OpenItem;
}

/** What the union should do next, what each step brings, and where it is done. */
export function Steps({ standard, union, open }: Props) {
  const { next_steps: steps, reached } = standard;
  const items = new Map(
    standard.sections.flatMap((section) => section.items.map((item) => [item.indicator, item] as const)),
  );
  return (
    <Card
      size="small"
      className="steps"
      title={
        <>
          <FlagFilled aria-hidden /> {copy.steps}
        </>
      }
      extra={<span className="quiet wide-only">{copy.stepsLead}</span>}
    >
      {steps.length === 0 ? (
        <Nothing title={copy.noSteps}>{reached ? copy.noStepsReached : copy.noStepsOpen}</Nothing>
      ) : (
        <ol className="step-list">
          {steps.map((step, index) => (
            <li key={step.sentence} className={index === 0 ? 'step-first' : undefined}>
              <p>{step.sentence}</p>
              <div className="step-gain">
                <Gain step={step} />
                {step.registers.map(({ id, title }) => (
                  <RegisterLink key={id} register={id} union={union}>
                    去“{title}”登记 <ArrowRightOutlined aria-hidden />
                  </RegisterLink>
                ))}
                <Settled indicators={step.settles} items={items} open={open} />
              </div>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

const REACHES = { yes: '做到就达到标准', if_met: '若合格就达到标准', no: null } as const;

function Gain({ step: { kind, settles, points, reaches } }: { readonly step: Step }) {
  const reach = REACHES[reaches];
  const items = kind === 'move' ? `${settles.length} 项达标` : `${settles.length} 项有结论`;
  return (
    <>
      {reach !== null && (
        <Tag color="success" icon={<TrophyOutlined aria-hidden />}>
          {reach}
        </Tag>
      )}
      <Tag>{items}</Tag>
      {points !== null && points > 0 && <Tag>加 {points} 分</Tag>}
    </>
  );
}

interface SettledProps {
  readonly indicators: readonly string[];
  readonly items: ReadonlyMap<string, Item>;
  readonly open: OpenItem;
}

/** The items a step is about, folded away. */
function Settled({ indicators, items, open }: SettledProps) {
  return (
    <details className="step-items">
      <summary>涉及 {indicators.length} 项</summary>
      <ul>
        {indicators.map((indicator) => (
          <li key={indicator}>
            <ItemLink indicator={indicator} open={open}>
              {items.get(indicator)?.quote ?? indicator}
            </ItemLink>
          </li>
        ))}
      </ul>
    </details>
  );
}
