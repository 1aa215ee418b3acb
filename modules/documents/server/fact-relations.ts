import type { FactContext, FactRelation } from '@jianjia/rules';
import { documentFacts } from '../contract/facts.ts';

export const documentRelation: FactRelation = {
  source: documentFacts,
  sql: ({ t, changed }: FactContext) => `
    select union_id, document_no as row_key, kind, topic, issued_on, year::float8 as year
    from documents.document
    where issued_on <= date '${t}' and ${changed('union_id')}`,
};
