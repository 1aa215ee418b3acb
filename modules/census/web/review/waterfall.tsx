import { percentText } from '@jianjia/ui';
import type { WholePair } from '../../contract/index.ts';
import { copy } from './copy.ts';

/** Weights beyond this fill their half of the bar. */
const FULL = 12;

/** Why the model thinks so: a bar to the right speaks for one employer, to the left for two. */
export function Waterfall({ pair: { explanation, model } }: { readonly pair: WholePair }) {
  if (explanation === null) return null;
  const { steps, prior, model: version } = explanation;
  return (
    <section aria-labelledby="review-reasons">
      <h2 className="census-heading" id="review-reasons">
        {copy.reasons}
      </h2>
      <p className="review-note">
        {copy.reasonsLead(percentText(prior))}
        {model !== null && model !== version && ` ${copy.reasonsOf(model, version)}`}
      </p>
      <ol className="review-steps">
        {steps.map(({ title, level, weight }) => (
          <li key={title}>
            <span className="review-step-title">
              {title} <small>{level}</small>
            </span>
            <Bar weight={weight} />
            <span className="review-step-weight">{copy.weight(weight)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Bar({ weight }: { readonly weight: number }) {
  const length = (Math.min(Math.abs(weight), FULL) / FULL) * 50;
  return (
    <svg className="review-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <line x1="50" y1="0" x2="50" y2="10" className="review-axis" />
      <rect
        x={weight > 0 ? 50 : 50 - length}
        y="1"
        width={length}
        height="8"
        className={weight > 0 ? 'review-for' : 'review-against'}
      />
    </svg>
  );
}
