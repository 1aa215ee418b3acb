import { addDays, addYears } from '../oracle/days.ts';
import type { Sketch } from './sketch.ts';

const RELIEF = 'warmth cool school medical living legal_aid job mutual_aid checkup visit skills'.split(' ');
// Mass incidents oftener: only there does it matter who caused them.
const INCIDENTS = `mediation mass_incident mass_incident mass_incident wage_arrears fatal_accident major_accident
  injury_accident occupational_disease rights_violation discipline appeal`.split(/\s+/);

/** A hardship file, some relief or an incident; most often relief. */
export function addCare(sketch: Sketch, code: string): void {
  sketch.random.pick([hardship, relief, relief, incident])(sketch, code);
}

function hardship(sketch: Sketch, code: string): void {
  const { random, t } = sketch;
  const opened = sketch.past();
  sketch.add('hardship', {
    case_no: sketch.number('N'),
    union_code: code,
    level: 'deep',
    opened_on: opened,
    reviewed_on: random.pick(['', t, addDays(t, 1), addYears(t, -1)]),
    closed_on: sketch.end(opened),
  });
}

function relief(sketch: Sketch, code: string): void {
  const { random } = sketch;
  const given = random.chance(0.5) ? sketch.past() : sketch.around();
  const row = { relief_no: sketch.number('R'), union_code: code, kind: random.pick(RELIEF), given_on: given };
  sketch.add('relief', { ...row, amount: random.pick(['', '5', '100.00']) });
}

function incident(sketch: Sketch, code: string): void {
  const { random } = sketch;
  if (random.chance(0.5)) return;
  const row = { dispute_no: sketch.number('S'), union_code: code, kind: random.pick(INCIDENTS) };
  sketch.add('disputes', { ...row, occurred_on: sketch.around(), union_caused: random.flag(0.3) });
}
