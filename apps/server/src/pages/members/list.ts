import type { PageCall } from '@jianjia/http';
import { employments, listMembers } from '@jianjia/people/contract';
import { sight } from '../../house.ts';
import { html } from '../../html.ts';
import { Fields } from '../../kit/fields.ts';
import type { Screen } from '../../kit/screens.ts';
import { pathText, queryText } from '../../query.ts';
import { unionHead } from '../../unions.ts';
import { counted } from '../../words.ts';
import type { Drawn } from '../layout.ts';
import type { Rooms } from '../rooms.ts';
import { memberTable } from './words.ts';

const ROWS = 50;

/** The members of a union, numbers masked. */
export function membersScreen(rooms: Rooms): Screen {
  return { path: '/unions/:code/members', access: 'people:read', part: '/members', draw: (call) => draw(rooms, call) };
}

async function draw({ ask, house }: Rooms, call: PageCall): Promise<Drawn> {
  const union = await unionHead(sight(house, call), pathText(call, 'code'));
  const text = (name: string): string | undefined => queryText(call, name)?.trim() || undefined;
  const [name, employment, after] = [text('name'), text('employment'), text('after')];
  const scope = text('scope') === 'subtree' ? 'subtree' : 'own';
  const current = text('current') === 'true' ? 'true' : 'false';
  const query = { scope, name, employment, current, after, limit: ROWS };
  const { members, total, next } = await ask(listMembers, call, { params: { union: union.code }, query });
  const path = `/unions/${encodeURIComponent(union.code)}`;
  const kept = new URLSearchParams({ scope, current, ...(name && { name }), ...(employment && { employment }) });
  const fields = new Fields('filter', null);
  return {
    title: `${union.name}的会员`,
    body: html`<p class="crumbs"><a href="/members">会员</a> › <a href="${path}">${union.name}</a> ›</p>
      <h1>会员</h1>
      <p class="lead">${union.name}，共 ${counted(total)} 人。证件号码和手机号只显示末几位。</p>
      <form class="filter-bar" method="get" action="${path}/members" role="search">
        ${fields.input({ name: 'name', label: '姓名', value: name ?? '', required: false, maxlength: 64 })}
        ${fields.select('employment', '用工形式', [['', '全部'], ...Object.entries(employments)], employment ?? '')}
        ${fields.select(
          'scope',
          '范围',
          [
            ['own', '本会（含分会、小组）'],
            ['subtree', '连同所有下级工会'],
          ],
          scope,
        )}
        ${fields.check('current', '只看在会的', 'true', current === 'true')}
        <button>查看</button>
      </form>
      ${members.length === 0 ? html`<p class="lead">没有这样的会员。</p>` : memberTable(members)}
      ${(after || next) && html`<nav class="pager" aria-label="翻页">${after && html`<a href="${path}/members?${kept.toString()}">‹ 第一页</a>`}${next && html`<a href="${path}/members?${kept.toString()}&after=${encodeURIComponent(next)}" rel="next">下一页 ›</a>`}</nav>`}`,
  };
}
