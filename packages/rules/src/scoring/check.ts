import type { ItemContext } from '../scheme/build-criterion.ts';
import { errorAt } from '../scheme/faults.ts';
import { pointsText, runExample } from './examples.ts';
import { planTrack, type ScoredTrack } from './plan.ts';

/** Runs the worked examples of a track's rules; a rule whose example disagrees does not load. */
export function checkExamples(track: ScoredTrack, context: ItemContext): void {
  const plan = planTrack(track);
  track.items.forEach((source, index) => {
    const item = plan.items.find((one) => one.id === source.id);
    item?.scoring.examples.forEach((example, place) => {
      const found = runExample(plan, item, example);
      if (!found) return;
      const expected = example.points === 'not_applicable' ? '不适用' : pointsText(example.points);
      const sentence = `算例不符：写的是 ${expected} 分，按规则算出 ${pointsText(found)} 分。`;
      context.errors.push(errorAt(context.yaml, ['items', index, 'score', 'examples', place], sentence));
    });
  });
}
