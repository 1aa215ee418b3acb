import type { TrackSummary } from '@jianjia/assessments/server';
import type { PlainDate } from '@jianjia/kernel';
import type { Scheme } from '@jianjia/rules';
import { html, type Markup } from '../html.ts';
import type { ListedUnion } from '../unions.ts';
import { counted, percent } from '../words.ts';
import { type Drawn, dayForm } from './layout.ts';
import { bar, legend } from './parts.ts';
import { unionList } from './unions.ts';

interface Home {
  readonly asOf: PlainDate;
  readonly schemes: readonly Scheme[];
  readonly summary: readonly TrackSummary[];
  readonly roots: readonly ListedUnion[];
}

/** The city's result per scheme and track, and the way into the tree of unions. */
export function homePage({ asOf, schemes, summary, roots }: Home): Drawn {
  const judged = schemes.filter((scheme) => summary.some((row) => row.scheme === scheme.id));
  const body = html` <div class="head">
      <div>
        <h1>规范化建设评定结果</h1>
        <p class="lead">从工会台账逐条判定每个标准，并说明理由。</p>
      </div>
      ${dayForm('/', asOf)}
    </div>
    ${
      judged.length === 0
        ? empty()
        : judged.map((scheme) =>
            schemeCard(
              scheme,
              summary.filter((row) => row.scheme === scheme.id),
              asOf,
            ),
          )
    }
    ${
      roots.length > 0 &&
      html`<section>
        <h2>从上级工会看起</h2>
        ${unionList(roots, schemes, asOf)}
      </section>`
    }`;
  return { title: '总览', asOf, body };
}

function empty(): Markup {
  return html`<section class="card">
    <h2>还没有可评定的工会</h2>
    <p>在命令行导入台账，然后刷新本页：</p>
    <pre>npx jianjia import 台账文件夹</pre>
    <p>也可以先载入示例城市看看：</p>
    <pre>npx jianjia demo demo</pre>
  </section>`;
}

function schemeCard(scheme: Scheme, rows: readonly TrackSummary[], asOf: PlainDate): Markup {
  return html`<section class="card">
    <h2>${scheme.title}</h2>
    <p class="quiet">${scheme.issuer}　版本 ${scheme.version}${scheme.issuedOn && `　${scheme.issuedOn} 发布`}</p>
    <ul class="tracks">
      ${rows.map((row) => trackRow(row, asOf))}
    </ul>
  </section>`;
}

function trackRow(row: TrackSummary, asOf: PlainDate): Markup {
  const counts = {
    met: row.met,
    unmet: row.unmet,
    unknown: row.unknown,
    pending: row.pending,
    not_applicable: row.notApplicable,
  };
  const path = `/schemes/${row.scheme}/${row.track}?as_of=${asOf}`;
  return html`<li>
    <div class="track">
      <a href="${path}">${row.trackTitle}</a>
      <p>
        <b class="big">${counted(row.reached)}</b> / ${counted(row.unions)} 个工会达标
        <span class="quiet">${percent(row.reached / row.unions)}</span>
      </p>
    </div>
    <div class="spread">${bar(counts)}${legend(counts)}</div>
  </li>`;
}
