import { html, type Content, type Markup } from '../../html.ts';
import type { Drawn } from '../layout.ts';

interface Card {
  readonly title: string;
  readonly lead: Content;
  readonly body: Content;
  readonly script?: boolean;
}

/** One calm card in the middle of the page. */
export function cardPage({ title, lead, body, script = false }: Card): Drawn {
  return {
    title,
    plain: true,
    script,
    body: html`<section class="card sign-in">
      <div class="crest">
        <img src="/icon.svg" alt="" width="44" height="44" />
        <h1>${title}</h1>
        <p class="lead">${lead}</p>
      </div>
      ${body}
    </section>`,
  };
}

/** What was done a moment ago. */
export function notice(sentence: string | null): Markup | null {
  return sentence === null ? null : html`<p class="notice" role="status">${sentence}</p>`;
}

/** Where to go afterwards travels along with every step. */
export function hiddenPlace(to: string): Markup {
  return html`<input type="hidden" name="to" value="${to}" />`;
}

/** Where the script tells what went wrong with a passkey or at another service. */
export function scriptAlert(): Markup {
  return html`<div class="alert" role="alert" data-alert hidden></div>`;
}
