import type { OutcomeLine } from '@jianjia/assessments/contract';
import type { PlainDate } from '@jianjia/kernel';
import type { Scheme, Verdict } from '@jianjia/rules';
import { html, type Markup } from '../html.ts';
import { PAGE, type ListedUnion, type UnionHead } from '../unions.ts';
import { kindTitle, missingText, numberText, VERDICT_ORDER, VERDICTS } from '../words.ts';
import { type Drawn, dayForm, pager } from './layout.ts';
import { badge, bar, reachedBadge, type Counts } from './parts.ts';
import { unionList } from './unions.ts';

interface UnionView {
  readonly asOf: PlainDate;
  readonly schemes: readonly Scheme[];
  /** What an indicator looks at, by its id: several of them may quote the same words. */
  readonly looksAt: ReadonlyMap<string, string>;
  readonly union: UnionHead;
  readonly lines: readonly OutcomeLine[];
  /** `scheme.track` reached. */
  readonly reached: ReadonlySet<string>;
  readonly below: readonly ListedUnion[];
  readonly page: number;
  /** Only the items of this verdict. */
  readonly show: Verdict | null;
  /** Whether whoever looks may read members; of which unions, the database decides. */
  readonly showsMembers: boolean;
}

/** One union: where it stands in the tree, its checklist per standard, and the unions below it. */
export function unionPage(view: UnionView): Drawn {
  const { asOf, union, below, page, schemes } = view;
  const path = `/unions/${encodeURIComponent(union.code)}`;
  const dissolved = union.dissolvedOn !== null && union.dissolvedOn <= asOf;
  const tracks = [...Map.groupBy(view.lines, (line) => `${line.scheme}.${line.track}`).entries()];
  const body = html` <p class="crumbs">
      ${union.above.map((above) => html`<a href="/unions/${encodeURIComponent(above.code)}?as_of=${asOf}">${above.name}</a> › `)}
    </p>
    <div class="head">
      <div>
        <h1>${union.name}</h1>
        <p class="quiet">
          ${kindTitle(union.kind)}　${union.code}　${union.foundedOn}
          建会${dissolved && `　${union.dissolvedOn ?? ''} 撤销`}${view.showsMembers && html`　<a href="${path}/members">会员</a>`}
        </p>
      </div>
      ${dayForm(path, asOf)}
    </div>
    ${tracks.length === 0 && html`<p class="lead">${dissolved ? '这个工会已经撤销，不再评定。' : '现有的标准都不适用这一类工会，它自己没有清单。'}</p>`}
    ${tracks.map(([key, lines]) => trackCard(view, key, lines, path))}
    ${
      below.length > 0 &&
      html`<section>
        <h2>下级工会</h2>
        ${unionList(below.slice(0, PAGE), schemes, asOf)}${pager((to) => `${path}?as_of=${asOf}&page=${to}`, page, below.length > PAGE)}
      </section>`
    }`;
  return { title: union.name, asOf, body };
}

function trackCard(view: UnionView, key: string, lines: readonly OutcomeLine[], path: string): Markup | null {
  const scheme = view.schemes.find(({ id }) => id === lines[0]?.scheme);
  const track = scheme?.tracks.find(({ id }) => id === lines[0]?.track);
  if (!scheme || !track) return null;
  const counts = countVerdicts(lines);
  const shown = view.show === null ? lines : lines.filter((line) => line.verdict === view.show);
  return html`<section class="card">
    <div class="head">
      <div>
        <h2>${scheme.title}</h2>
        <p class="quiet">${scheme.issuer}　${track.title}　版本 ${scheme.version}</p>
      </div>
      ${reachedBadge(view.reached.has(key))}
    </div>
    ${bar(counts)}${filters(view, counts, lines.length, path)}
    <ol class="checklist">
      ${shown.map((line) => item(view, line, scheme, path))}
    </ol>
  </section>`;
}

function countVerdicts(lines: readonly OutcomeLine[]): Counts {
  const counts = { met: 0, unmet: 0, unknown: 0, pending: 0, not_applicable: 0 };
  for (const line of lines) counts[line.verdict]++;
  return counts;
}

function filters(view: UnionView, counts: Counts, total: number, path: string): Markup {
  const link = (show: Verdict | null, title: string, count: number): Markup =>
    html`<a
      class="${show ?? 'all'}"
      href="${path}?as_of=${view.asOf}${show && `&show=${show}`}"
      ${view.show === show && html`aria-current="true"`}
      >${title} <b>${count}</b></a
    >`;
  const some = VERDICT_ORDER.filter((verdict) => counts[verdict] > 0);
  return html`<nav class="filters" aria-label="按结论筛选">
    ${link(null, '全部', total)}${some.map((verdict) => link(verdict, `${VERDICTS[verdict].mark} ${VERDICTS[verdict].word}`, counts[verdict]))}
  </nav>`;
}

function item(view: UnionView, line: OutcomeLine, scheme: Scheme, path: string): Markup {
  const why = `${path}/why/${encodeURIComponent(line.indicator)}?as_of=${view.asOf}`;
  const looksAt = view.looksAt.get(line.indicator);
  return html`<li>
    ${badge(line.verdict)}
    <div>
      <blockquote>${line.clause}</blockquote>
      <p class="quiet">
        ${line.at}${looksAt && `　${looksAt}`}${!line.mandatory && '　非必达'}　<a href="${why}">为什么</a>
      </p>
      ${line.missing.length > 0 && html`<p class="missing">缺少：${missingText(line.missing, scheme)}</p>`}
    </div>
    ${numbers(line)}
  </li>`;
}

function numbers({ value, numerator, denominator, threshold, unit }: OutcomeLine): Markup {
  const parts =
    numerator !== null &&
    denominator !== null &&
    html`<small>${numberText(numerator, null)} ÷ ${numberText(denominator, null)}</small>`;
  return html`<dl>
    ${
      value !== null &&
      html`<div>
        <dt>实际</dt>
        <dd>${numberText(value, unit)} ${parts}</dd>
      </div>`
    }${
      threshold !== null &&
      html`<div>
        <dt>要求</dt>
        <dd>${numberText(threshold, unit)}</dd>
      </div>`
    }
  </dl>`;
}
