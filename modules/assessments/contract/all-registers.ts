import * as activities from '@jianjia/activities/contract';
import * as agreements from '@jianjia/agreements/contract';
import * as care from '@jianjia/care/contract';
import * as democracy from '@jianjia/democracy/contract';
import * as documents from '@jianjia/documents/contract';
import * as employers from '@jianjia/employers/contract';
import * as funds from '@jianjia/funds/contract';
import * as organisations from '@jianjia/organisations/contract';
import * as people from '@jianjia/people/contract';
import type { RegisterDefinition } from '@jianjia/registers';
import * as surveys from '@jianjia/surveys/contract';
import { judgements } from './registers.ts';

/** Every register of the public data contract, in the order of its page. */
export const allRegisters: readonly RegisterDefinition[] = [
  organisations.unions,
  employers.employers,
  employers.workforce,
  people.members,
  people.officers,
  democracy.elections,
  democracy.meetings,
  agreements.contracts,
  agreements.contractEmployers,
  democracy.democracy,
  democracy.disclosures,
  activities.activities,
  activities.activityEmployers,
  documents.documents,
  care.hardship,
  care.relief,
  care.disputes,
  funds.facilities,
  funds.funds,
  funds.audits,
  surveys.surveys,
  activities.honours,
  judgements,
];
