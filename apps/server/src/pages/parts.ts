import type { Verdict } from '@jianjia/rules';
import { html, type Markup } from '../html.ts';
import { counted, VERDICT_ORDER, VERDICTS } from '../words.ts';

export type Counts = Readonly<Record<Verdict, number>>;

/** Colour, mark and word: nobody needs to see the colour. */
export function badge(verdict: Verdict): Markup {
  const { mark, word } = VERDICTS[verdict];
  return html`<span class="badge ${verdict}"><span class="mark" aria-hidden="true">${mark}</span>${word}</span>`;
}

/** Whether a whole standard is reached. */
export function reachedBadge(reached: boolean): Markup {
  return reached
    ? html`<span class="badge met"><span class="mark" aria-hidden="true">✓</span>达标</span>`
    : html`<span class="badge open"><span class="mark" aria-hidden="true">○</span>尚未达标</span>`;
}

/** How the verdicts fall, as one bar; the numbers stand beside it in `legend`. Widths are attributes: no inline style. */
export function bar(counts: Counts): Markup {
  const total = VERDICT_ORDER.reduce((sum, verdict) => sum + counts[verdict], 0);
  let x = 0;
  const pieces = VERDICT_ORDER.map((verdict) => {
    const width = total === 0 ? 0 : (counts[verdict] / total) * 1000;
    x += width;
    return (
      width > 0 &&
      html`<rect class="${verdict}" x="${(x - width).toFixed(1)}" y="0" width="${width.toFixed(1)}" height="10" />`
    );
  });
  return html`<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">${pieces}</svg>`;
}

export function legend(counts: Counts): Markup {
  const shown = VERDICT_ORDER.filter((verdict) => counts[verdict] > 0);
  return html`<ul class="legend">
    ${shown.map(
      (verdict) =>
        html`<li class="${verdict}">
          <span class="mark" aria-hidden="true">${VERDICTS[verdict].mark}</span>${VERDICTS[verdict].word}
          <b>${counted(counts[verdict])}</b>
        </li>`,
    )}
  </ul>`;
}

/** Counts the letters of a kept result. */
export function countLetters(letters: string): Counts {
  const counted = { met: 0, unmet: 0, unknown: 0, pending: 0, not_applicable: 0 };
  for (const verdict of VERDICT_ORDER) counted[verdict] = letters.split(VERDICTS[verdict].letter).length - 1;
  return counted;
}
