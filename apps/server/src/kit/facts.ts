import { html, type Content, type Markup } from '../html.ts';

/** Titles and what is known under them, as a list; what is null is left out. */
export function factList(entries: readonly (readonly [string, Content])[], classes = 'facts'): Markup {
  return html`<dl class="${classes}">
    ${entries.map(
      ([title, text]) =>
        text !== null &&
        html`<div>
          <dt>${title}</dt>
          <dd>${text}</dd>
        </div>`,
    )}
  </dl>`;
}
