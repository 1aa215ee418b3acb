import type { PlainDate } from '@jianjia/kernel';
import type { Indicator, Scheme, Track } from '@jianjia/rules';
import { html, type Markup } from '../html.ts';
import { PAGE, type TrackUnion } from '../unions.ts';
import { VERDICTS } from '../words.ts';
import { type Drawn, pager } from './layout.ts';
import { bar, countLetters, legend, reachedBadge, type Counts } from './parts.ts';

interface TrackView {
  readonly asOf: PlainDate;
  readonly scheme: Scheme;
  readonly track: Track;
}

/** The unions of a track, those that reached it first. */
export function trackUnionsPage(
  view: TrackView & { readonly page: number; readonly unions: readonly TrackUnion[] },
): Drawn {
  const { asOf, page, unions } = view;
  const path = (to: number): string => `${base(view)}?as_of=${asOf}&page=${to}`;
  const list = html`<ul class="unions">
    ${unions.slice(0, PAGE).map((union) => {
      const counts = countLetters(union.verdicts);
      return html`<li>
        <div>
          <a href="/unions/${encodeURIComponent(union.code)}?as_of=${asOf}">${union.name}</a
          ><span class="quiet">${union.code}</span>
        </div>
        <div class="reached">${reachedBadge(union.reached)}</div>
        <div class="spread">${bar(counts)}${legend(counts)}</div>
      </li>`;
    })}
  </ul>`;
  const body = html`${head(view, 'unions')}${unions.length === 0 ? html`<p class="lead">这一天没有适用这个标准的工会。</p>` : list}${pager(path, page, unions.length > PAGE)}`;
  return { title: view.track.title, asOf, body };
}

interface TrackClauses extends TrackView {
  readonly counts: readonly ReadonlyMap<string, number>[];
  readonly looksAt: ReadonlyMap<string, string>;
}

/** The clauses of a track in their order, and how the unions stand with each. */
export function trackClausesPage(view: TrackClauses): Drawn {
  const indicators = view.track.items.filter((item): item is Indicator => item.as === 'indicator');
  const items = indicators.map((item, index) => {
    const counts = countsOf(view.counts[index]);
    const looksAt = view.looksAt.get(`${view.scheme.id}.${view.track.id}.${item.id}`);
    return html`<li class="clause">
      <div>
        <blockquote>${item.quote}</blockquote>
        <p class="quiet">${item.at}${looksAt && `　${looksAt}`}${!item.mandatory && '　非必达'}</p>
      </div>
      <div class="spread">${bar(counts)}${legend(counts)}</div>
    </li>`;
  });
  const body = html`${head(view, 'clauses')}
    <ol class="clauses">
      ${items}
    </ol>`;
  return { title: `${view.track.title}各条`, asOf: view.asOf, body };
}

function countsOf(letters: ReadonlyMap<string, number> | undefined): Counts {
  const count = (verdict: keyof Counts): number => letters?.get(VERDICTS[verdict].letter) ?? 0;
  return {
    met: count('met'),
    unmet: count('unmet'),
    unknown: count('unknown'),
    pending: count('pending'),
    not_applicable: count('not_applicable'),
  };
}

function base({ scheme, track }: TrackView): string {
  return `/schemes/${encodeURIComponent(scheme.id)}/${encodeURIComponent(track.id)}`;
}

function head(view: TrackView, tab: 'unions' | 'clauses'): Markup {
  const { scheme, track, asOf } = view;
  const link = (name: typeof tab, path: string, title: string): Markup =>
    html`<a href="${path}?as_of=${asOf}" ${tab === name && html`aria-current="page"`}>${title}</a>`;
  return html`<p class="crumbs"><a href="/?as_of=${asOf}">总览</a> › ${scheme.title}</p>
    <h1>${track.title}</h1>
    <p class="quiet">${scheme.issuer}　版本 ${scheme.version}</p>
    <nav class="tabs" aria-label="查看方式">
      ${link('unions', base(view), '按工会')}${link('clauses', `${base(view)}/clauses`, '按条款')}
    </nav>`;
}
