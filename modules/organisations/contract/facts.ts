import { defineFactSource } from '@jianjia/rules';

/** Branches and groups in being; they belong to their union (ruling «Who is judged»). */
export const subunitFacts = defineFactSource({
  name: 'subunits',
  title: '工会分会、小组',
  unit: '个',
  registers: ['unions'],
  columns: { kind: 'text' },
  facts: {
    'subunits.rows': { title: '工会分会、小组数', count: 'true' },
    'subunits.kind': { title: '{kind}数', params: ['kind'], count: 'kind in $kind' },
  },
});

/** The columns of a union that conditions and measures may use. */
export const unionColumns = {
  kind: 'text',
  division_code: 'text',
  industry_code: 'text',
  founded_on: 'date',
  approved_on: 'date',
  legal_person_from: 'date',
  legal_person_to: 'date',
  own_account: 'boolean',
  seal: 'boolean',
  plaque: 'boolean',
  merged_into_party_office: 'boolean',
} as const;
