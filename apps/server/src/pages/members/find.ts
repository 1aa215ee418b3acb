import type { PageCall } from '@jianjia/http';
import { findMembers, type Member } from '@jianjia/people/contract';
import { sight } from '../../house.ts';
import { html, type Content } from '../../html.ts';
import { type Back, Fields, typed } from '../../kit/fields.ts';
import type { Screen } from '../../kit/screens.ts';
import { uppermostUnions } from '../../unions.ts';
import { kindTitle } from '../../words.ts';
import type { Drawn } from '../layout.ts';
import type { Rooms } from '../rooms.ts';
import { memberTable } from './words.ts';

/** The way to the members: by union, or by a number, which never stands in an address. */
export function findScreen(rooms: Rooms): Screen {
  return {
    path: '/members',
    access: 'people:read',
    draw: (call, back) => draw(rooms, call, back, null),
    forms: [
      {
        id: 'find',
        guarded: true,
        async act(call) {
          const { form } = call;
          const body = {
            idNumber: typed(form, 'idNumber'),
            phone: typed(form, 'phone'),
            lastFour: typed(form, 'lastFour'),
            name: typed(form, 'name'),
          };
          const found = await rooms.ask(findMembers, call, { body });
          return draw(rooms, call, null, found);
        },
      },
    ],
  };
}

async function draw(
  { house }: Rooms,
  call: PageCall,
  back: Back | null,
  found: { readonly members: readonly Member[]; readonly more: boolean } | null,
): Promise<Drawn> {
  const unions = await uppermostUnions(sight(house, call));
  const fields = new Fields('find', back);
  return {
    title: '会员',
    body: html`<h1>会员</h1>
      <p class="lead">证件号码不显示，手机号只显示末四位。您看过谁，本人能查到。</p>
      ${found && results(found)}
      <section class="card">
        <h2>按工会看</h2>
        <ul class="rows">
          ${unions.map(
            ({ code, name, kind }) =>
              html`<li>
                <div>
                  <p><a href="/unions/${encodeURIComponent(code)}/members">${name}</a></p>
                  <p class="hint">${kindTitle(kind)}　${code}</p>
                </div>
                <a href="/unions/${encodeURIComponent(code)}">下级工会</a>
              </li>`,
          )}
        </ul>
      </section>
      <section class="card">
        <h2>按号码找人</h2>
        <p class="quiet">三种号码填一种；查找会留下记录，每小时最多 60 次。</p>
        ${fields.alert()}
        <form method="post" action="/members">
          <div class="columns">
            ${fields.input({ name: 'idNumber', label: '证件号码', required: false, maxlength: 64 })}
            ${fields.input({ name: 'phone', label: '手机号', type: 'tel', required: false, maxlength: 32 })}
            ${fields.input({ name: 'lastFour', label: '号码末四位', required: false, maxlength: 4 })}
            ${fields.input({ name: 'name', label: '姓名', required: false, maxlength: 64 })}
          </div>
          <button>查找</button>
        </form>
      </section>`,
  };
}

function results({ members, more }: { readonly members: readonly Member[]; readonly more: boolean }): Content {
  if (members.length === 0) return html`<p class="notice" role="status">没有找到这样的会员，或不在您的查看范围内。</p>`;
  return html`${memberTable(members)}${more && html`<p class="hint">还有更多，请再加上姓名查找。</p>`}`;
}
