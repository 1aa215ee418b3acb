import { activityRelation, honourRelation, participationRelation } from '@jianjia/activities/server';
import { contractRelation } from '@jianjia/agreements/server';
import { disputeRelation, hardshipRelation, reliefRelation } from '@jianjia/care/server';
import { disclosureRelation, electionRelation, meetingRelation } from '@jianjia/democracy/server';
import { documentRelation } from '@jianjia/documents/server';
import { employerRelation } from '@jianjia/employers/server';
import { auditRelation, facilityRelation, fundRelation } from '@jianjia/funds/server';
import { subunitRelation } from '@jianjia/organisations/server';
import { doubleMembership, memberRelation, officerRelation } from '@jianjia/people/server';
import type { WarningRule } from '@jianjia/registers/exchange';
import type { ChoiceLists, FactRelation } from '@jianjia/rules';
import { surveyRelation } from '@jianjia/surveys/server';
import { allRegisters } from '../contract/index.ts';

/** What every room offers to be counted. */
export const factRelations: readonly FactRelation[] = [
  subunitRelation,
  employerRelation,
  memberRelation,
  officerRelation,
  electionRelation,
  meetingRelation,
  disclosureRelation,
  contractRelation,
  activityRelation,
  participationRelation,
  documentRelation,
  hardshipRelation,
  reliefRelation,
  disputeRelation,
  facilityRelation,
  fundRelation,
  auditRelation,
  surveyRelation,
  honourRelation,
];

/** Conditions of a facility that a measure may ask for; boolean columns rather than a closed list of one column. */
const qualities = { signage: '规范标识', rules: '管理制度', staffed: '人员管理', funded: '经费保障', equipped: '设施' };

/** The closed lists of all registers, `register.column` → id → Chinese title. */
export function choiceLists(): ChoiceLists {
  const lists = allRegisters.flatMap((register) =>
    Object.entries(register.columns).flatMap(([column, { type }]) =>
      type.kind === 'choice' ? [[`${register.name}.${column}`, type.choices] as const] : [],
    ),
  );
  return new Map([...lists, ['facilities.qualities', qualities] as const]);
}

/** What rooms warn of when their registers are imported. */
export const importWarnings: readonly WarningRule[] = [doubleMembership];
