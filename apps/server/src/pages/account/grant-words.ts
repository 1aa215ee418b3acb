import type { grantEndpoints } from '@jianjia/identity/contract';
import type { AnswerOf } from '@jianjia/http';
import { html, type Markup } from '../../html.ts';
import { dayText, lastDayText } from '../../kit/times.ts';

export type Grant = AnswerOf<(typeof grantEndpoints)['listGrants']>['grants'][number];

const SOURCES = { appointed: '任命', post: '随职务', delegated: '受委托', assigned: '检查指派' } as const;

/** Whether a grant counts at a moment, will count, or is over. */
export function standing(grant: Pick<Grant, 'from' | 'until' | 'ended'>, now: Date): 'now' | 'later' | 'past' {
  if (grant.ended !== null || (grant.until !== null && new Date(grant.until) <= now)) return 'past';
  return new Date(grant.from) > now ? 'later' : 'now';
}

/** One grant in words: role, where, how it came, until when and why. */
export function grantWords(grant: Grant, now: Date): Markup {
  const is = standing(grant, now);
  return html`<div>
    <p>
      <b>${grant.title}</b>　${grant.union ? grant.union.name : '整个系统'}
      <span class="tag ${is === 'now' ? 'good' : is === 'later' ? 'info' : ''}"
        >${is === 'now' ? '有效' : is === 'later' ? '尚未开始' : '已结束'}</span
      >
      <span class="tag">${SOURCES[grant.source]}</span>
    </p>
    <p class="hint">
      ${dayText(grant.from)}
      起${grant.until !== null && `，至 ${lastDayText(grant.until)}`}${grant.ended !== null && `，${dayText(grant.ended)} 结束`}${grant.officerNo !== null && `　任职编号 ${grant.officerNo}`}　事由：${grant.reason}
    </p>
  </div>`;
}
