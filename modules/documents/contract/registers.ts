import { columns, defineRegister } from '@jianjia/registers';

import { documentKinds } from './kinds.ts';

const { required } = columns;

export const documents = defineRegister({
  name: 'documents',
  title: '制度与文书',
  table: 'documents.document',
  key: ['document_no'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    document_no: columns.identifier('文书编号', required),
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    kind: columns.choice('类型', documentKinds, required),
    // What the document is about (例会, 经费管理 …): an open list, for every scheme asks for other rules.
    topic: columns.text('事项'),
    issued_on: columns.date('印发日期', required),
    year: columns.count('年度'),
  },
});
