import type { AnswerOf, FormCall, PageCall } from '@jianjia/http';
import { employments, listMembers, searchMembers } from '@jianjia/people/contract';
import { sight } from '../../house.ts';
import { html, type Markup } from '../../html.ts';
import { type Back, Fields, typed } from '../../kit/fields.ts';
import type { Screen } from '../../kit/screens.ts';
import { pathText, queryText } from '../../query.ts';
import { namedUnion } from '../../unions.ts';
import { counted } from '../../words.ts';
import type { Drawn } from '../layout.ts';
import type { Rooms } from '../rooms.ts';
import { memberTable } from './words.ts';

const ROWS = 50;

/** The members of a union, numbers masked; by name they are searched by POST, for addresses are logged. */
export function membersScreen(rooms: Rooms): Screen {
  return {
    path: '/unions/:code/members',
    access: 'people:read',
    part: '/members',
    draw: (call, back) => draw(rooms, call, back, null),
    forms: [
      {
        id: 'name',
        guarded: true,
        async act(call) {
          const params = { union: pathText(call, 'code') };
          const body = { ...searchOf(call), limit: ROWS };
          return draw(rooms, call, null, await rooms.ask(searchMembers, call, { params, body }));
        },
      },
    ],
  };
}

function searchOf({ form }: FormCall) {
  return { name: typed(form, 'name'), scope: typed(form, 'scope') };
}

type Page = AnswerOf<typeof listMembers>;

async function draw({ ask, house }: Rooms, call: PageCall, back: Back | null, searched: Page | null): Promise<Drawn> {
  const union = await namedUnion(sight(house, call), pathText(call, 'code'));
  const text = (name: string): string | undefined => queryText(call, name)?.trim() || undefined;
  const [employment, after] = [text('employment'), text('after')];
  const scope = text('scope') === 'subtree' ? 'subtree' : 'own';
  const current = text('current') === 'true' ? 'true' : 'false';
  const query = { scope, employment, current, after, limit: ROWS };
  const { members, total, next } = searched ?? (await ask(listMembers, call, { params: { union: union.code }, query }));
  const path = `/unions/${encodeURIComponent(union.code)}`;
  const kept = new URLSearchParams({ scope, current, ...(employment && { employment }) });
  const pages = html`<nav class="pager" aria-label="翻页">
    ${after && html`<a href="${path}/members?${kept.toString()}">‹ 第一页</a>`}${next && html`<a href="${path}/members?${kept.toString()}&after=${encodeURIComponent(next)}" rel="next">下一页 ›</a>`}
  </nav>`;
  return {
    title: `${union.name}的会员`,
    body: html`<p class="crumbs"><a href="/members">会员</a> › <a href="${path}">${union.name}</a> ›</p>
      <h1>会员</h1>
      <p class="lead">
        ${union.name}，${searched ? '找到' : '共'} ${counted(total)} 人。证件号码不显示，手机号只显示末四位。
      </p>
      ${chooseForm(path, { employment, scope, current })} ${nameForm(path, scope, back)}
      ${members.length === 0 ? html`<p class="lead">没有这样的会员。</p>` : memberTable(members)}
      ${searched && next && html`<p class="hint">只显示前 ${ROWS} 人，请把姓名写得更全。</p>`}
      ${!searched && (after || next) && pages}`,
  };
}

const SCOPES = [
  ['own', '本会（含分会、小组）'],
  ['subtree', '连同所有下级工会'],
] as const;

interface Chosen {
  readonly employment: string | undefined;
  readonly scope: string;
  readonly current: string;
}

function chooseForm(path: string, { employment, scope, current }: Chosen): Markup {
  const fields = new Fields('filter', null);
  return html`<form class="filter-bar" method="get" action="${path}/members">
    ${fields.select('employment', '用工形式', [['', '全部'], ...Object.entries(employments)], employment ?? '')}
    ${fields.select('scope', '范围', SCOPES, scope)}
    ${fields.check('current', '只看在会的', 'true', current === 'true')}
    <button>查看</button>
  </form>`;
}

function nameForm(path: string, scope: string, back: Back | null): Markup {
  const fields = new Fields('name', back);
  return html`${fields.alert()}
    <form class="filter-bar" method="post" action="${path}/members" role="search">
      ${fields.input({ name: 'name', label: '姓名', maxlength: 64 })} ${fields.select('scope', '范围', SCOPES, scope)}
      <button>查找</button>
    </form>`;
}
