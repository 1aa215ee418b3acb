import type { PlainDate } from '@jianjia/kernel';
import type { Scheme } from '@jianjia/rules';
import { html, type Markup } from '../html.ts';
import { PAGE, type ListedUnion } from '../unions.ts';
import { kindTitle } from '../words.ts';
import { type Drawn, pager } from './layout.ts';
import { reachedBadge } from './parts.ts';

/** Unions with what they reached. */
export function unionList(unions: readonly ListedUnion[], schemes: readonly Scheme[], asOf: PlainDate): Markup {
  return html`<ul class="unions">
    ${unions.map(
      (union) =>
        html`<li>
          <div>
            <a href="/unions/${encodeURIComponent(union.code)}?as_of=${asOf}">${union.name}</a
            ><span class="quiet">${kindTitle(union.kind)}　${union.code}</span>
          </div>
          <div class="reached">
            ${union.results.map(
              (result) =>
                html`<span
                  ><span class="quiet">${trackTitle(schemes, result)}</span> ${reachedBadge(result.reached)}</span
                >`,
            )}
          </div>
        </li>`,
    )}
  </ul>`;
}

function trackTitle(schemes: readonly Scheme[], result: ListedUnion['results'][number]): string {
  const scheme = schemes.find(({ id }) => id === result.scheme);
  return scheme?.tracks.find(({ id }) => id === result.track)?.title ?? result.track;
}

interface Search {
  readonly asOf: PlainDate;
  readonly schemes: readonly Scheme[];
  readonly text: string;
  readonly page: number;
  readonly unions: readonly ListedUnion[];
}

/** Search by name or code; without a text the roots. */
export function searchPage({ asOf, schemes, text, page, unions }: Search): Drawn {
  const path = (to: number): string => `/unions?as_of=${asOf}&q=${encodeURIComponent(text)}&page=${to}`;
  const body = html`<h1>查工会</h1>
    <form class="search" action="/unions" method="get">
      <input type="hidden" name="as_of" value="${asOf}" /> <label for="q">名称或编码</label
      ><input id="q" type="search" name="q" value="${text}" maxlength="64" /><button>查找</button>
    </form>
    ${unions.length === 0 ? html`<p class="lead">没有找到${text !== '' && `名称含“${text}”或编码以它开头的`}工会。</p>` : unionList(unions.slice(0, PAGE), schemes, asOf)}
    ${pager(path, page, unions.length > PAGE)}`;
  return { title: '查工会', asOf, body };
}
