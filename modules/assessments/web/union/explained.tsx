import { numberText, PlaceLink, placeOf, Term, VerdictTag } from '@jianjia/ui';
import { Button, Descriptions, Tag, type DescriptionsProps } from 'antd';
import type { ReactNode } from 'react';
import { copy } from './copy.ts';
import { RegisterLink } from './register-link.tsx';
import { Rows } from './rows.tsx';
import { Threshold } from './threshold.tsx';
import type { Explained as Told } from './types.ts';

interface Props {
  readonly told: Told;
  readonly asOf: string | undefined;
  readonly fact: string | undefined;
  readonly onFact: (fact: string | undefined) => void;
}

/** Why a verdict is what it is: the clause and where it stands, what is asked, formula, numbers, records, rulings. */
export function Explained({ told, asOf, fact, onFact }: Props) {
  const { scheme, track, indicator, quote, at, verdict, mandatory } = told;
  const item = indicator.slice(`${scheme.id}.${track.id}.`.length);
  return (
    <div className="explained">
      <blockquote>{quote}</blockquote>
      <p>
        <VerdictTag verdict={verdict} /> {!mandatory && <Tag>{copy.optional}</Tag>}
        <span className="quiet">{at}</span>
      </p>
      <Threshold of={{ ...told, bound: null }} />
      <p className="explained-links">
        <PlaceLink to={placeOf(`/schemes/${scheme.id}`, { track: track.id, item, as_of: asOf })}>
          {copy.document}
        </PlaceLink>
        <PlaceLink to={placeOf(`/clauses/${encodeURIComponent(indicator)}`, { as_of: asOf })}>{copy.clause}</PlaceLink>
      </p>
      <Descriptions size="small" column={1} bordered styles={{ label: { whiteSpace: 'nowrap' } }} items={facts(told)} />
      {told.measures.map((measure) => (
        <Measure key={`${measure.title} ${measure.formula}`} told={told} {...{ measure, asOf, fact, onFact }} />
      ))}
    </div>
  );
}

function facts(told: Told): NonNullable<DescriptionsProps['items']> {
  const { union, judgement, score } = told;
  const entries: readonly (readonly [string, ReactNode])[] = [
    ['标准', `${told.scheme.title}（${told.scheme.version}） · ${told.track.title}`],
    ['要求', told.asks.length > 0 ? told.asks.join('；') : copy.judged],
    ['前提', told.condition],
    ['所缺', told.missing.length > 0 ? <Missing told={told} union={union.code} /> : null],
    ['原因', told.because],
    [
      '评定',
      judgement &&
        `${judgement.on} ${judgement.judge}：${JUDGED[judgement.verdict] ?? judgement.verdict}。${judgement.reason}`,
    ],
    ['计分', score?.rule],
    ['另有', score && score.effects.length > 0 ? score.effects.join('；') : null],
    ['裁定', told.ruling],
    ['说明', told.note],
  ];
  return entries.flatMap(([label, children]) =>
    children === null || children === undefined ? [] : [{ key: label, label, children }],
  );
}

const JUDGED: Readonly<Record<string, string>> = { met: '达标', unmet: '未达标', partly: '部分达标' };

function Missing({ told, union }: { readonly told: Told; readonly union: string }) {
  return (
    <>
      {told.missing.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 && '、'}
          <RegisterLink register={id} union={union}>
            {title}
          </RegisterLink>
        </span>
      ))}
    </>
  );
}

interface MeasureProps extends Props {
  readonly measure: Told['measures'][number];
}

function Measure({ told, measure, asOf, fact, onFact }: MeasureProps) {
  const { title, unit, formula, value, numerator, denominator, because, note, evidence } = measure;
  const parts =
    unit === '%' && numerator !== null && denominator !== null
      ? `（${numberText(numerator, null)} ÷ ${numberText(denominator, null)}）`
      : '';
  return (
    <section className="measure">
      <h3>
        {title} <b>{value === null ? <Term of="资料不足" /> : numberText(value, unit)}</b>
        <span className="quiet">{parts}</span> {evidence && <Tag>供评定参考</Tag>}
      </h3>
      <p className="measure-formula">{formula}</p>
      {because !== null && <p>{because}</p>}
      {note !== null && <p className="quiet">{note}</p>}
      <ul className="measure-facts">
        {measure.facts.map(({ key, title: counted, value: number, register, records }) => (
          <li key={key}>
            <span>
              {counted} <b>{number === null ? '—' : numberText(number, null)}</b>
              <span className="quiet">　“{register.title}”台账</span>
            </span>
            <Button
              size="small"
              type="link"
              aria-expanded={fact === key}
              onClick={() => onFact(fact === key ? undefined : key)}
            >
              {fact === key ? '收起记录' : `${records} 条记录`}
            </Button>
            {fact === key && <Rows union={told.union.code} indicator={told.indicator} asOf={asOf} fact={key} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
