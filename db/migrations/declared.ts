import * as activities from '@jianjia/activities/contract';
import * as agreements from '@jianjia/agreements/contract';
import * as assessments from '@jianjia/assessments/contract';
import * as care from '@jianjia/care/contract';
import * as democracy from '@jianjia/democracy/contract';
import * as documents from '@jianjia/documents/contract';
import * as employers from '@jianjia/employers/contract';
import * as funds from '@jianjia/funds/contract';
import * as organisations from '@jianjia/organisations/contract';
import * as people from '@jianjia/people/contract';
import type { Column, ColumnType, RegisterDefinition } from '@jianjia/registers';
import * as surveys from '@jianjia/surveys/contract';

/** Every register the rooms declare; the tests of the migrations hold the tables against them. */
export const declared: readonly RegisterDefinition[] = [
  organisations.unions,
  employers.employers,
  employers.workforce,
  democracy.elections,
  democracy.meetings,
  democracy.democracy,
  democracy.disclosures,
  people.members,
  people.officers,
  agreements.contracts,
  agreements.contractEmployers,
  activities.activities,
  activities.activityEmployers,
  activities.honours,
  care.hardship,
  care.relief,
  care.disputes,
  documents.documents,
  funds.facilities,
  funds.funds,
  funds.audits,
  surveys.surveys,
  assessments.judgements,
];

/** Registers whose primary key does not lead with union_id, and why. */
export const notLedByUnion: Readonly<Record<string, string>> = {
  employers: 'an employer may have no union',
  workforce: 'belongs to an employer',
  democracy: 'belongs to an employer',
  honours: 'an honour may be of nobody’s union',
};

const SQL_TYPES: Readonly<Record<ColumnType['kind'], string>> = {
  code: 'text',
  identifier: 'text',
  text: 'text',
  choice: 'text',
  uscc: 'text',
  division: 'text',
  industry: 'text',
  date: 'date',
  boolean: 'boolean',
  count: 'integer',
  decimal: 'numeric',
  fraction: 'numeric',
  money: 'bigint',
};

/** The name a column is stored under: union codes become the union's id. */
export function storedName(register: RegisterDefinition, column: string): string {
  if (column === 'parent_code') return 'parent_id';
  return column === 'union_code' && register.name !== 'unions' ? 'union_id' : column;
}

/** Stored name → `type` or `type not null`, as the table must have it. */
export function storedColumns(register: RegisterDefinition): Readonly<Record<string, string>> {
  const stored: Record<string, string> = {};
  if (register.name === 'unions' || register.owner.by === 'parent') stored['union_id'] = 'uuid not null';
  for (const [id, column] of Object.entries(register.columns)) {
    if (column.sealed !== undefined) {
      const need = column.required ? ' not null' : '';
      stored[id] = `bytea${need}`;
      stored[`${id}_hash`] = `bytea${need}`;
      stored[column.sealed === 'phone' ? `${id}_last4` : `${id}_end`] = `text${need}`;
      continue;
    }
    const name = storedName(register, id);
    const type = name === id ? SQL_TYPES[column.type.kind] : 'uuid';
    stored[name] = column.required ? `${type} not null` : type;
  }
  return stored;
}

/** The columns the primary key must have, in order. */
export function primaryKey(register: RegisterDefinition): readonly string[] {
  if (register.name === 'unions') return ['union_id'];
  const key = register.key.map((column) => storedName(register, column));
  if (register.name in notLedByUnion) return key;
  return ['union_id', ...key.filter((column) => column !== 'union_id')];
}

/** The column `register.column` names; undefined when nothing of the kind is declared. */
export function columnAt(address: string): Column | undefined {
  const [register, column = ''] = address.split('.');
  return declared.find((one) => one.name === register)?.columns[column];
}
