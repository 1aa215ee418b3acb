import type { AnswerOf } from '@jianjia/http';
import type { ExplainedMeasure, Explanation, explainItem } from '../../contract/index.ts';

type Told = AnswerOf<typeof explainItem>;

/** An explanation as it is answered: the numbers with how many records they come from, and none of the records. */
export function toldExplanation({ asOf, clause, outcome, score, measures, ...told }: Explanation): Told {
  const { missing: _ids, ...numbers } = outcome;
  return {
    as_of: asOf,
    union: told.union,
    scheme: told.scheme,
    track: told.track,
    indicator: told.indicator,
    quote: clause,
    at: told.at,
    mandatory: told.mandatory,
    condition: told.condition,
    asks: told.asks,
    ...numbers,
    missing: told.missing,
    ruling: told.ruling,
    note: told.note,
    judgement: told.judgement,
    measures: measures.map(toldMeasure),
    ...(score
      ? { score: { rule: score.rule, effects: score.effects, section: score.section, points: score.points } }
      : {}),
  };
}

function toldMeasure(measure: ExplainedMeasure): Told['measures'][number] {
  const { title, unit, formula, value, numerator, denominator, because, note, evidence } = measure;
  return {
    title,
    unit,
    formula,
    value,
    numerator,
    denominator,
    because,
    note,
    evidence,
    facts: measure.facts.map(({ id, scope, title: counted, value: number, rows }) => ({
      key: `${scope}(${id})`,
      title: counted,
      value: number,
      register: { id: rows.register, title: rows.registerTitle },
      records: rows.total,
    })),
  };
}
