import type { AnswerOf, PageCall } from '@jianjia/http';
import { grantEndpoints } from '@jianjia/identity/contract';
import { html, type Content, type Markup } from '../../html.ts';
import { Fields } from '../../kit/fields.ts';
import type { Screen } from '../../kit/screens.ts';
import { instantText } from '../../kit/times.ts';
import { queryText } from '../../query.ts';
import type { Drawn } from '../layout.ts';
import type { Rooms } from '../rooms.ts';
import { ACT_TITLES, DETAIL_TITLES } from './words.ts';

type Entry = AnswerOf<(typeof grantEndpoints)['listJournal']>['entries'][number];

const ROWS = 50;

/** Who did what and why: one's own lines, and those of unions where one reads the journal. */
export function journalScreen(rooms: Rooms): Screen {
  return { path: '/journal', access: 'session', draw: (call) => draw(rooms, call) };
}

async function draw({ ask }: Rooms, call: PageCall): Promise<Drawn> {
  const union = queryText(call, 'union')?.trim() || undefined;
  const act = queryText(call, 'act') || undefined;
  const before = queryText(call, 'before') || undefined;
  const query = { union, act, before, limit: ROWS };
  const { entries } = await ask(grantEndpoints.listJournal, call, { query });
  const isReader = call.actor?.permissions.has('journal:read') === true;
  const fields = new Fields('filter', null);
  const next = new URLSearchParams({
    ...(union && { union }),
    ...(act && { act }),
    before: entries.at(-1)?.at ?? '',
  });
  const acts = Object.entries(ACT_TITLES).map(([id, title]) => [id, title] as const);
  return {
    title: '操作日志',
    body: html`<h1>操作日志</h1>
      <p class="lead">${isReader ? '您管理范围内的操作和您自己的操作。' : '您自己的操作。'}日志只增不改。</p>
      <form class="filter-bar" method="get" action="/journal" role="search">
        ${fields.select('act', '操作', [['', '全部'], ...acts], act ?? '')}
        ${isReader && fields.input({ name: 'union', label: '工会编码', value: union ?? '', required: false, maxlength: 32 })}
        <button>查看</button>
      </form>
      ${entries.length === 0 ? html`<p class="lead">没有这样的记录。</p>` : table(entries)}
      ${(before || entries.length === ROWS) && html`<nav class="pager" aria-label="翻页">${before && html`<a href="/journal">‹ 最近的</a>`}${entries.length === ROWS && html`<a href="/journal?${next.toString()}" rel="next">更早的 ›</a>`}</nav>`}`,
  };
}

function table(entries: readonly Entry[]): Markup {
  return html`<div class="list scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">时间</th>
          <th scope="col">谁</th>
          <th scope="col">做了什么</th>
          <th scope="col">工会</th>
        </tr>
      </thead>
      <tbody>
        ${entries.map(row)}
      </tbody>
    </table>
  </div>`;
}

function row(entry: Entry): Content {
  const told = details(entry);
  return html`<tr>
    <td class="when">${instantText(entry.at)}</td>
    <td>${entry.actor}<br /><span class="quiet">${entry.reach}</span></td>
    <td>
      <b>${ACT_TITLES[entry.act] ?? entry.act}</b>${entry.reason !== null && html`<br />${entry.reason}`}
      ${told.length > 0 && html`<br /><span class="quiet">${told.join('　')}</span>`}
    </td>
    <td>${entry.union?.name ?? '—'}</td>
  </tr>`;
}

/** The details that people understand; ids and the like stay in the JSON. */
function details({ before, after }: Entry): readonly string[] {
  const all = { ...(isRecord(before) ? before : {}), ...(isRecord(after) ? after : {}) };
  return Object.entries(all).flatMap(([key, value]) => {
    const title = DETAIL_TITLES[key];
    const text = valueText(value);
    return title === undefined || text === null ? [] : [`${title}：${text}`];
  });
}

const STAGES: Readonly<Record<string, string>> = {
  whole: '完成',
  second_factor: '等第二种验证',
  new_password: '等改密码',
  enrol_factor: '等启用第二种验证',
};

function valueText(value: unknown): string | null {
  if (Array.isArray(value)) return value.map(String).join('、');
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = STAGES[value] ?? String(value);
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? instantText(text) : text;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
