import type { City } from '../city.ts';
import type { Row } from '../draw.ts';
import { facilities, funds, audits, surveys, disclosures } from './accounts.ts';
import { activities, activityEmployers, honours } from './activities.ts';
import { contractEmployers, contracts, democracy } from './agreements.ts';
import { disputes, hardship, relief } from './care.ts';
import { documents } from './documents.ts';
import { judgements } from './judgements.ts';
import { meetings } from './meetings.ts';
import { members } from './members.ts';
import { officers } from './officers.ts';
import { employers, unions, workforce } from './organisations.ts';
import { elections } from './terms.ts';

/** Every register of a city by its name in the exchange format, in an order in which no reference runs ahead. */
export function registersOf(city: City, judged: readonly string[]) {
  return {
    unions: () => unions(city),
    employers: () => employers(city),
    workforce: () => workforce(city),
    members: () => members(city),
    elections: () => elections(city),
    officers: () => officers(city),
    meetings: () => meetings(city),
    contracts: () => contracts(city),
    contract_employers: () => contractEmployers(city),
    democracy: () => democracy(city),
    disclosures: () => disclosures(city),
    activities: () => activities(city),
    activity_employers: () => activityEmployers(city),
    honours: () => honours(city),
    documents: () => documents(city),
    hardship: () => hardship(city),
    relief: () => relief(city),
    disputes: () => disputes(city),
    facilities: () => facilities(city),
    funds: () => funds(city),
    audits: () => audits(city),
    surveys: () => surveys(city),
    judgements: () => judgements(city, judged),
  } satisfies Record<string, () => Iterable<Row>>;
}

export type RegisterName = keyof ReturnType<typeof registersOf>;
