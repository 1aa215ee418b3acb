import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@jianjia/db/testing';
import { plantForest, signedIn } from '@jianjia/identity/testing';
import fc from 'fast-check';
import { type Opinion, settledVerdict } from '../../domain/review/standing.ts';

const db = await testDatabase();
const people: string[] = [];
const LEFT = '00000000-0000-4000-8000-000000000001';
const RIGHT = '00000000-0000-4000-8000-000000000002';

beforeAll(async () => {
  await plantForest(db.owner);
  for (let index = 0; index < 4; index++) {
    people.push((await signedIn(db, [{ role: 'city_officer', union: 'A' }])).accountId);
  }
});
afterAll(() => db.drop());

/** Ids of one millisecond are in no order; here the order is what is tried. */
const idOf = (order: number): string => `00000000-0000-7000-8000-${String(order).padStart(12, '0')}`;

test('the database settles pairs by the same rule as the desk', async () => {
  const line = fc.record({
    person: fc.nat(3),
    verdict: fc.constantFrom<Opinion['verdict']>('same', 'different', 'unsure', 'undone'),
    persons: fc.constantFrom(1, 2),
    adjudicates: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 8 }), async (lines) => {
      await db.owner.query('truncate census.decision, census.relinking');
      const last = new Map<number, Opinion>();
      for (const [order, { person, ...said }] of lines.entries()) {
        await db.owner.query(
          `insert into census.decision (left_id, right_id, verdict, division_code, decided_by, persons, adjudicates, decision_id)
           values ($1, $2, $3, '3408', $4, $5, $6, $7)`,
          [LEFT, RIGHT, said.verdict, people[person], said.persons, said.adjudicates, idOf(order)],
        );
        last.set(person, { by: String(person), order, ...said });
      }
      const { rows } = await db.owner.query<{ verdict: string | null }>('select verdict from census.settled');
      expect(rows[0]?.verdict ?? null).toBe(settledVerdict([...last.values()]));
    }),
    { numRuns: 60 },
  );
});
