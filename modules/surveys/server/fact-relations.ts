import type { FactContext, FactRelation } from '@jianjia/rules';
import { surveyFacts } from '../contract/facts.ts';

export const surveyRelation: FactRelation = {
  source: surveyFacts,
  sql: ({ t, changed }: FactContext) => `
    select union_id, survey_no as row_key, kind, held_on, eligible, returned, satisfied, basic, dissatisfied
    from surveys.survey
    where held_on <= date '${t}' and ${changed('union_id')}`,
};
