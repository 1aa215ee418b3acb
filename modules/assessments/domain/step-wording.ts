import { allRegisters } from '../contract/index.ts';
import type { Act, Move } from './acts.ts';
import type { Plan } from './plan.ts';
import type { Standing } from './standing.ts';
import { countedFact, countingUnit, workRegister } from './work-register.ts';
import { factTitle, type WordTitles } from './wording.ts';

const TITLES: ReadonlyMap<string, string> = new Map(allRegisters.map(({ name, title }) => [name, title]));

/** The registers where an act is done and recorded. */
export function stepRegisters(plan: Plan, act: Act): readonly string[] {
  switch (act.kind) {
    case 'move':
      return [...new Set(act.moves.map(({ measure }) => workRegister(plan, measure)))];
    case 'record':
      return act.registers;
    case 'parameter':
      return [];
    case 'judge':
      return ['judgements'];
  }
}

/** An act in one Chinese sentence; `items` is how many items it settles. */
export function stepSentence(plan: Plan, standing: Standing, act: Act, items: number, titles: WordTitles): string {
  switch (act.kind) {
    case 'move':
      return `${act.moves.map((move) => moveText(plan, move, titles)).join('；')}。`;
    case 'record':
      return act.because === null
        ? `补录${registers(act.registers)}台账：没有记录，${items} 项无法判断。`
        : `补全${registers(act.registers)}台账：${act.because}`;
    case 'parameter':
      return `请上级工会设定${act.parameters.map((id) => `“${parameterTitle(standing, id)}”`).join('、')}。`;
    case 'judge':
      return act.again ? `整改后提请重新评定 ${items} 项。` : `提请评定 ${items} 项：这些要由人评定，台账判断不了。`;
  }
}

function moveText(plan: Plan, move: Move, titles: WordTitles): string {
  const { measure, way } = move;
  const register = `“${TITLES.get(workRegister(plan, measure)) ?? workRegister(plan, measure)}”`;
  if (way === 'hold') return `做到“${measure.title}”，在${register}台账登记`;
  const missing = amountText(plan, move);
  if (way === 'fewer') return `${measure.title}多出${missing}：先核对${register}台账，属实的要降下来`;
  const fact = measure.kind === 'ratio' ? countedFact(plan, measure) : null;
  const counted = fact ? `（${factTitle(fact, 'own', titles).replace(/^本级/u, '')}）` : '';
  return `${measure.title}还差${missing}${counted}：办好后在${register}台账登记`;
}

/** «3 人»; money in yuan. */
function amountText(plan: Plan, { measure, amount }: Move): string {
  const unit = countingUnit(plan, measure);
  return unit === '分' ? ` ${(amount / 100).toFixed(2)} 元` : ` ${amount} ${unit}`;
}

function registers(names: readonly string[]): string {
  return names.map((name) => `“${TITLES.get(name) ?? name}”`).join('、');
}

function parameterTitle({ planned }: Standing, id: string): string {
  return planned.scheme.parameters.find((parameter) => parameter.id === id)?.title ?? id;
}
