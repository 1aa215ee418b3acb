import type { AnswerOf, PageCall } from '@jianjia/http';
import { listSightings, myRecord } from '@jianjia/people/contract';
import { html, type Content } from '../../html.ts';
import type { Screen } from '../../kit/screens.ts';
import { queryText } from '../../query.ts';
import type { Drawn } from '../layout.ts';
import type { Rooms } from '../rooms.ts';
import { sightingList } from './sightings.ts';
import { memberFacts, memberState } from './words.ts';

const ROWS = 50;

/** One's own record, and who looked at it (个人信息保护法 art. 44, 45). */
export function meScreen(rooms: Rooms): Screen {
  return { path: '/me', access: 'session', draw: (call) => draw(rooms, call) };
}

async function draw({ ask }: Rooms, call: PageCall): Promise<Drawn> {
  const record = await ask(myRecord, call);
  const before = queryText(call, 'before') || undefined;
  const { sightings } = await ask(listSightings, call, { query: { before, limit: ROWS } });
  const last = sightings.at(-1)?.seenAt ?? '';
  const seen = html`<section class="card" id="seen">
    <h2>谁看过我的信息</h2>
    <p class="quiet">谁、什么时候、因为什么看过。觉得不妥，可以向工会或上级工会反映。</p>
    ${sightingList(sightings)}
    ${sightings.length === ROWS && html`<nav class="pager"><a href="/me?before=${encodeURIComponent(last)}#seen">更早的 ›</a></nav>`}
  </section>`;
  return {
    title: '我的信息',
    body: html`<h1>我的信息</h1>
      <p class="lead">工会登记的您的信息。有错，请让所在工会更正。</p>
      ${
        record.memberships.length === 0
          ? html`<section class="card">
              <p class="empty">您的账号没有关联会员记录。您是会员的，请让所在工会的管理员在账号里填上会员编号。</p>
            </section>`
          : [record.memberships.map(membership), care(record), seen]
      }`,
  };
}

function membership(member: AnswerOf<typeof myRecord>['memberships'][number]): Content {
  return html`<section class="card">
    <h2>${member.name} ${memberState(member)}</h2>
    ${memberFacts(member)}
  </section>`;
}

function care({ hardship, relief }: AnswerOf<typeof myRecord>): Content {
  if (hardship.length + relief.length === 0) return null;
  return html`<section class="card">
    <h2>帮扶</h2>
    <ul class="rows">
      ${hardship.map(
        ({ caseNo, openedOn, closedOn }) =>
          html`<li>
            <p>帮扶档案 ${caseNo}</p>
            <span class="quiet">${openedOn} 建档${closedOn && `，${closedOn} 销档`}</span>
          </li>`,
      )}
      ${relief.map(
        ({ reliefNo, givenOn, amount }) =>
          html`<li>
            <p>受助 ${reliefNo}${amount !== null && `　${(amount / 100).toFixed(2)} 元`}</p>
            <span class="quiet">${givenOn}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}
