import type { AnswerOf, FormCall, PageCall } from '@jianjia/http';
import { listMemberSightings, showMember, unmaskMember } from '@jianjia/people/contract';
import { html, type Markup } from '../../html.ts';
import { type Back, Fields, typed } from '../../kit/fields.ts';
import type { Screen } from '../../kit/screens.ts';
import { pathText } from '../../query.ts';
import type { Drawn } from '../layout.ts';
import type { Rooms } from '../rooms.ts';
import { sightingList } from './sightings.ts';
import { memberFacts, memberPath, memberState, watermark } from './words.ts';

/** One member, numbers masked; with a reason they are shown once. */
export function memberScreen(rooms: Rooms): Screen {
  return {
    path: '/members/:no',
    access: 'people:read',
    draw: (call, back) => draw(rooms, call, back),
    forms: [
      {
        id: 'unmask',
        path: '/members/:no/unmask',
        access: 'people:unmask',
        act: (call) => unmask(rooms, call),
      },
    ],
  };
}

async function draw({ ask }: Rooms, call: PageCall, back: Back | null): Promise<Drawn> {
  const { can, ...member } = await ask(showMember, call, { params: { member: pathText(call, 'no') } });
  const isReader = call.actor?.permissions.has('journal:read') === true;
  const seen = isReader
    ? await ask(listMemberSightings, call, { params: { member: member.memberNo }, query: { limit: 20 } })
    : null;
  return {
    title: member.name,
    body: html`<p class="crumbs">
        <a href="/members">会员</a> ›
        <a href="/unions/${encodeURIComponent(member.union)}/members">${member.unionName}</a> ›
      </p>
      <h1>${member.name} ${memberState(member)}</h1>
      <section class="card">${memberFacts(member)}</section>
      ${can.unmask && (member.idNumber !== null || member.phone !== null || member.bornYear !== null) && unmasking(member.memberNo, back)}
      ${
        seen &&
        html`<section class="card">
          <h2>谁看过</h2>
          ${sightingList(seen.sightings)}
        </section>`
      }`,
  };
}

function unmasking(memberNo: string, back: Back | null): Markup {
  const fields = new Fields('unmask', back);
  return html`<details class="card" ${fields.isBack && html`open`}>
    <summary>显示全号和生日</summary>
    <p class="quiet">确有需要才看。事由、时间和您的姓名会记入日志，本人能查到；页面带水印。</p>
    ${fields.alert()}
    <form class="stack" method="post" action="${memberPath(memberNo)}/unmask">
      <div>
        ${fields.check('fields', '证件号码', 'id_number', true)}${fields.check('fields', '手机号', 'phone')}${fields.check('fields', '出生日期', 'born_on')}
      </div>
      ${fields.input({ name: 'reason', label: '事由', maxlength: 500, hint: '写办什么事，例如：核对互助保障理赔材料。不要写姓名和号码。' })}
      <div><button>显示全号</button></div>
    </form>
  </details>`;
}

async function unmask({ ask }: Rooms, call: FormCall): Promise<Drawn> {
  const params = { member: pathText(call, 'no') };
  const body = { fields: call.form.getAll('fields'), reason: typed(call.form, 'reason') ?? '' };
  const shown = await ask(unmaskMember, call, { params, body });
  return {
    title: '完整号码',
    // Not the name as well: what is on one screen can be photographed together.
    body: html`${watermark(call)}
      <p class="crumbs"><a href="${memberPath(shown.memberNo)}">会员 ${shown.memberNo}</a> ›</p>
      <h1>完整号码</h1>
      <section class="card">${numbers(shown)}</section>
      <p class="hint">只显示这一次。事由“${body.reason}”已记入日志，本人能查到。请勿拍照、转发。</p>
      <p><a class="button" href="${memberPath(shown.memberNo)}">看完了，收起</a></p>`,
  };
}

function numbers({ idNumber, phone, bornOn }: AnswerOf<typeof unmaskMember>): Markup {
  const line = (title: string, text: string | null | undefined): Markup | false =>
    text !== undefined &&
    html`<div>
      <dt>${title}</dt>
      <dd class="number">${text ?? '未登记'}</dd>
    </div>`;
  return html`<dl class="facts tall">
    ${line('证件号码', idNumber)}${line('手机号', phone)}${line('出生日期', bornOn)}
  </dl>`;
}
