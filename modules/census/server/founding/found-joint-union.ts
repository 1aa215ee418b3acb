import { type Acting, inTransaction, writeJournal } from '@jianjia/db';
import { coverEmployer } from '@jianjia/employers/server';
import { parsePlainDate } from '@jianjia/kernel';
import { foundUnion } from '@jianjia/organisations/server';
import type { JointUnionToFound } from '../../contract/index.ts';
import { actingUnion } from '../checks/acting-union.ts';
import type { FieldDeps } from '../field-deps.ts';
import { type CodedEmployer, joiningEmployers, lockEmployers } from './joint-employers.ts';
import { dayOfFounding } from './day-of-founding.ts';
import { settleTasks } from './settle-tasks.ts';

/** What founding a joint union came to. */
export interface FoundedJointUnion {
  readonly union: { readonly code: string; readonly name: string };
  readonly employers: number;
  readonly tasks: number;
}

/**
 * Founds one joint union, says that it covers all of these employers, and settles their field checks: all of it or nothing.
 * Several units of fewer than 25 members found a committee together (工会法 2021 art. 11).
 * @throws Problem as `joiningEmployers`, census.foundedLater, and those of founding and covering
 */
export async function foundJointUnion(
  { asOf }: Pick<FieldDeps, 'asOf'>,
  acting: Acting,
  { employer_ids, name, code, parent, founded_on, sector }: JointUnionToFound,
): Promise<FoundedJointUnion> {
  const ids = [...new Set(employer_ids)];
  return inTransaction(acting, async (client) => {
    await lockEmployers(client, ids);
    const today = asOf(undefined);
    const employers = await joiningEmployers(client, ids, today);
    const foundedOn = dayOfFounding(founded_on, today);
    const division = employers[0]?.town ?? '';
    const wanted = {
      code,
      name,
      kind: 'joint',
      parent,
      division,
      industry: commonIndustry(employers),
      foundedOn,
    } as const;
    const unionId = await foundUnion(client, wanted);
    for (const employer of employers) {
      const { establishedOn } = employer;
      const covered = {
        ...employer,
        sector: employer.sector ?? sector ?? null,
        establishedOn: establishedOn === null ? null : parsePlainDate(establishedOn),
      };
      await coverEmployer(client, covered, unionId, today);
    }
    const tasks = await settleTasks(client, acting, ids, { unionId, name });
    await writeJournal(client, acting.actor, {
      act: 'census.foundJointUnion',
      unionId: (await actingUnion(client, 'census:write')) ?? unionId,
      subject: `unions/${code}`,
      after: {
        union: code,
        name,
        kind: wanted.kind,
        parent,
        founded_on: foundedOn,
        employers: employers.map(({ uscc }) => uscc),
        tasks,
      },
    });
    return { union: { code, name }, employers: employers.length, tasks };
  });
}

/** The industry that all of them have; null where they differ. */
function commonIndustry(employers: readonly CodedEmployer[]): string | null {
  const [first, ...others] = new Set(employers.map(({ industry }) => industry));
  return others.length === 0 ? (first ?? null) : null;
}
