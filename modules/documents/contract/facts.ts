import { defineFactSource } from '@jianjia/rules';

export const documentFacts = defineFactSource({
  name: 'documents',
  title: '制度与文书',
  unit: '件',
  registers: ['documents'],
  columns: { kind: 'text', topic: 'text', issued_on: 'date', year: 'number' },
  facts: {
    'documents.rows': { title: '制度文书登记数', count: 'true' },
    'documents.rule': { title: '{topic}制度数', params: ['topic'], count: "kind = 'rule' and topic contains $topic" },
    'documents.topic': { title: '涉及{topic}的文书数', params: ['topic'], count: 'topic contains $topic' },
    'documents.yearly_topic': {
      title: '本年{kind}中涉及{topic}的份数',
      params: ['kind', 'topic'],
      count: 'kind in $kind and topic contains $topic and coalesce(year, year(issued_on)) = year(t)',
    },
    'documents.any': { title: '{kind}数', params: ['kind'], count: 'kind in $kind' },
    'documents.yearly': {
      title: '本年{kind}数',
      params: ['kind'],
      count: 'kind in $kind and coalesce(year, year(issued_on)) = year(t)',
    },
  },
});
