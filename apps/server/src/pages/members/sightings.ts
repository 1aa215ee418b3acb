import { type Sighting, sightingKinds } from '@jianjia/people/contract';
import { html, type Markup } from '../../html.ts';
import { instantText } from '../../kit/times.ts';

/** Who looked, when, and why. */
export function sightingList(sightings: readonly Sighting[]): Markup {
  if (sightings.length === 0) return html`<p class="empty">还没有人看过。</p>`;
  return html`<ul class="rows">
    ${sightings.map(
      ({ seenAt, viewer, viewerUnion, what, reason }) =>
        html`<li>
          <div>
            <p>
              <b>${viewer}</b>　${viewerUnion}
              <span class="tag ${what === 'shown' ? '' : 'info'}">${sightingKinds[what]}</span>
            </p>
            ${reason !== null && html`<p class="hint">事由：${reason}</p>`}
          </div>
          <span class="quiet when">${instantText(seenAt)}</span>
        </li>`,
    )}
  </ul>`;
}
