import { columns, defineRegister } from '@jianjia/registers';

import { contractKinds, contractScopes } from './kinds.ts';

const { required } = columns;

export const contracts = defineRegister({
  name: 'contracts',
  title: '集体合同',
  table: 'agreements.contract',
  key: ['contract_no'],
  owner: { by: 'column', column: 'union_code' },
  columns: {
    contract_no: columns.identifier('合同编号', required),
    kind: columns.choice('类型', contractKinds, required),
    scope: columns.choice('范围', contractScopes, required),
    union_code: columns.reference('所属工会编码', 'unions.union_code', required),
    signed_on: columns.date('签订日期', required),
    valid_from: columns.date('生效日期', required),
    // Good on its last day (ruling «Time»).
    valid_to: columns.date('期满日期', required),
    congress_on: columns.date('职代会通过日期'),
    filed_on: columns.date('报送审查日期'),
    reported_on: columns.date('履行情况报告日期'),
  },
  checks: [{ rule: 'notBefore', column: 'valid_to', start: 'valid_from' }],
});

/** Which employers a contract covers: itself for a single enterprise, many for a region or a sector. */
export const contractEmployers = defineRegister({
  name: 'contract_employers',
  title: '集体合同覆盖单位',
  table: 'agreements.contract_employer',
  key: ['contract_no', 'uscc'],
  owner: { by: 'parent', column: 'contract_no' },
  columns: {
    contract_no: columns.reference('合同编号', 'contracts.contract_no', required),
    uscc: columns.reference('统一社会信用代码', 'employers.uscc', required, { kind: 'uscc' }),
  },
});
