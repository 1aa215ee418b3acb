import { effectTexts, parseExpression, parseReference, ruleText } from '@jianjia/rules';
import type { SchemeWords } from '@jianjia/schemes/server';
import { conditionText, criterionText, formatNumber, measureFormula } from '../domain/wording.ts';
import { scoringWords } from './explain-score.ts';
import type { Standards } from './standards.ts';
import { registerTitle, wordTitles } from './titles.ts';

/** How the formulas of the loaded standards read in Chinese, for whoever browses schemes. */
export function schemeWords({ plan }: Pick<Standards, 'plan'>): SchemeWords {
  const measureOf = (text: string) => plan.catalogue.get(parseReference(text));
  return {
    measure: (text) => {
      const measure = measureOf(text);
      const { id, title, unit, kind, note } = measure;
      return { id, title, unit, kind, note, formula: measureFormula(plan, measure, wordTitles) };
    },
    asks: (scheme, { measure, comparison }) => criterionText(measureOf(measure), comparison, scheme),
    number: formatNumber,
    condition: (text) => conditionText(plan, parseExpression(text), wordTitles),
    registerTitle,
    points: (scheme, track, item) => {
      const planned = plan.tracks.find((one) => one.scheme === scheme && one.track === track);
      if (!planned?.scoring || item.as !== 'indicator' || !item.scoring) return null;
      const words = scoringWords(planned, planned.scoring, item.id);
      return {
        rule: item.scoring.rule ? ruleText(item.scoring.rule, words) : null,
        effects: effectTexts(item.scoring, words),
      };
    },
  };
}
