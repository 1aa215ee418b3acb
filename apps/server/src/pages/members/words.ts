import type { PageCall } from '@jianjia/http';
import { employments, genders, idTypes, leaveReasons, type Member } from '@jianjia/people/contract';
import { watermarkText } from '@jianjia/reports/server';
import { html, type Content, type Markup } from '../../html.ts';
import { factList } from '../../kit/facts.ts';

/** The address of a member's page. */
export function memberPath(memberNo: string): string {
  return `/members/${encodeURIComponent(memberNo)}`;
}

/** What is registered of a membership, masked; the birthday where it is given. */
export function memberFacts(member: Member & { readonly bornOn?: string | null }): Markup {
  const entries: readonly (readonly [string, Content])[] = [
    ['会员编号', member.memberNo],
    ['所在工会', member.unionName || '—'],
    ['性别', member.gender && genders[member.gender]],
    'bornOn' in member ? ['出生日期', member.bornOn] : ['出生年份', member.bornYear],
    [idTypes[member.idType], member.idNumber === null ? '未登记' : '已登记'],
    ['手机号', member.phone ?? '未登记'],
    ['用工形式', member.employment && employments[member.employment]],
    ['入会日期', member.joinedOn],
    ['离会日期', member.leftOn && `${member.leftOn}（${leaveText(member)}）`],
    ['实名核验', member.verifiedOn ?? '未核验'],
    ['更新日期', member.updatedOn],
  ];
  return factList(entries, 'facts tall');
}

function leaveText({ leaveReason }: Member): string {
  return leaveReason === null ? '原因未登记' : leaveReasons[leaveReason];
}

/** Whether somebody is a member today. */
export function memberState(member: Member): Markup {
  if (member.leftOn !== null) return html`<span class="tag">已离会</span>`;
  return member.retained === true
    ? html`<span class="tag info">保留会籍</span>`
    : html`<span class="tag good">在会</span>`;
}

/** Who looks, from where and when, across everything: a photograph of the screen tells where it comes from. */
export function watermark({ actor, now }: PageCall): Markup {
  const text = actor ? watermarkText(actor, now) : '';
  const width = text.length * 15 + 90;
  return html`<svg class="watermark" aria-hidden="true">
    <defs>
      <pattern
        id="watermark"
        width="${width}"
        height="170"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(-18)"
      >
        <text x="0" y="50">${text}</text>
        <text x="-${Math.round(width / 2)}" y="135">${text}</text>
        <text x="${Math.round(width / 2)}" y="135">${text}</text>
      </pattern>
    </defs>
    <rect width="100%" height="100%" fill="url(#watermark)" />
  </svg>`;
}

/** Members in a table. */
export function memberTable(members: readonly Member[]): Markup {
  return html`<div class="list scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">姓名</th>
          <th scope="col">工会</th>
          <th scope="col">证件号码</th>
          <th scope="col">手机号</th>
          <th scope="col">用工形式</th>
          <th scope="col">入会</th>
          <th scope="col">状态</th>
        </tr>
      </thead>
      <tbody>
        ${members.map(
          (member) =>
            html`<tr>
              <td>
                <a href="${memberPath(member.memberNo)}">${member.name}</a><br /><span class="quiet"
                  >${member.memberNo}</span
                >
              </td>
              <td>${member.unionName}</td>
              <td class="when" data-label="证件">${member.idNumber === null ? '—' : '已登记'}</td>
              <td class="when" data-label="手机">${member.phone ?? '—'}</td>
              <td data-label="用工">${member.employment === null ? '—' : employments[member.employment]}</td>
              <td class="when" data-label="入会">${member.joinedOn}</td>
              <td>${memberState(member)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
