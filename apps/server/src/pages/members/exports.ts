import { allRegisters } from '@jianjia/assessments/contract';
import { type PageCall, Sent } from '@jianjia/http';
import {
  decideExport,
  type ExportLine,
  exportStates,
  fetchExport,
  listExports,
  requestExport,
} from '@jianjia/reports/contract';
import { sight } from '../../house.ts';
import { html, type Content, type Markup } from '../../html.ts';
import { type Back, buttonForm, Fields, typed } from '../../kit/fields.ts';
import { doneOf } from '../../kit/places.ts';
import type { Screen, ScreenForm } from '../../kit/screens.ts';
import { instantText } from '../../kit/times.ts';
import { pathText, queryText } from '../../query.ts';
import { uppermostUnions } from '../../unions.ts';
import type { Drawn } from '../layout.ts';
import type { Rooms } from '../rooms.ts';
import { notice } from '../signing-in/card.ts';

const ROWS = 50;
const DONE = {
  requested: '已申请。批准后 24 小时内，由您本人在这里下载。',
  approved: '已批准。申请人 24 小时内可以下载，最多 3 次。',
  refused: '已答复不批准。',
};

/** Files with personal data: asked for with a reason, approved by somebody else, fetched by who asked. */
export function exportsScreen(rooms: Rooms): Screen {
  return {
    path: '/exports',
    access: 'session',
    draw: (call, back) => draw(rooms, call, back),
    forms: exportForms(rooms),
  };
}

function exportForms({ ask }: Rooms): readonly ScreenForm[] {
  return [
    {
      id: 'request',
      access: 'people:export',
      async act(call) {
        const { form } = call;
        const body = {
          union: typed(form, 'union'),
          registers: form.getAll('registers'),
          format: form.get('format'),
          withNumbers: form.get('withNumbers') === 'true',
          reason: typed(form, 'reason') ?? '',
        };
        await ask(requestExport, call, { body });
        return call.redirect('/exports?done=requested');
      },
    },
    {
      id: 'decide',
      path: '/exports/:export/decision',
      access: 'people:approve_export',
      async act(call) {
        const decision = call.form.get('decision') === 'approved' ? 'approved' : 'refused';
        const body = { decision, reason: typed(call.form, 'reason') };
        await ask(decideExport, call, { params: { export: pathText(call, 'export') }, body });
        return call.redirect(`/exports?done=${decision}`);
      },
    },
    {
      // By a button, not a link: every fetch counts, and nothing may fetch ahead.
      id: 'fetch',
      path: '/exports/:export/file',
      access: 'people:export',
      async act(call) {
        const file: unknown = await ask(fetchExport, call, { params: { export: pathText(call, 'export') } });
        return file instanceof Sent ? file : call.redirect('/exports');
      },
    },
  ];
}

async function draw({ ask, house }: Rooms, call: PageCall, back: Back | null): Promise<Drawn> {
  const before = queryText(call, 'before') || undefined;
  const { exports } = await ask(listExports, call, { query: { before, limit: ROWS } });
  const isAsker = call.actor?.permissions.has('people:export') === true;
  const [top] = isAsker ? await uppermostUnions(sight(house, call)) : [];
  const last = exports.at(-1)?.requestedAt ?? '';
  return {
    title: '导出',
    body: html`<h1>导出个人信息</h1>
      <p class="lead">先写明用途申请，由另一个人批准，再由申请人本人下载。文件加密、带水印，每一步都记入日志。</p>
      ${notice(back ? null : doneOf(call, DONE))} ${['decide', 'fetch'].map((id) => new Fields(id, back).alert())}
      ${isAsker && requesting(top?.code ?? '', back)}
      <section class="card">
        <h2>申请</h2>
        ${exports.length === 0 && html`<p class="empty">没有您的申请，也没有等您批准的申请。</p>`}
        <ul class="rows">
          ${exports.map(row)}
        </ul>
        ${exports.length === ROWS && html`<nav class="pager"><a href="/exports?before=${encodeURIComponent(last)}">更早的 ›</a></nav>`}
      </section>`,
  };
}

function requesting(union: string, back: Back | null): Markup {
  const fields = new Fields('request', back);
  return html`<details class="card" ${fields.isBack && html`open`}>
    <summary>申请导出</summary>
    ${fields.alert()}
    <form method="post" action="/exports">
      <div class="columns">
        ${fields.input({ name: 'union', label: '哪个工会（编码）', value: union, maxlength: 32, hint: '连同它的下级工会。' })}
        ${fields.select('format', '格式', [
          ['xlsx', 'Excel 表格'],
          ['csv', 'CSV'],
        ])}
        ${fields.input({ name: 'reason', label: '用途', maxlength: 500, hint: '写办什么事，不要写姓名和号码。' })}
      </div>
      <fieldset>
        <legend>哪些台账</legend>
        <div class="columns">
          ${allRegisters.map(({ name, title }) => fields.check('registers', title, name, name === 'members'))}
        </div>
      </fieldset>
      ${fields.check('withNumbers', '要完整的证件号码和手机号（确有必要才选）')}
      <button>提出申请</button>
    </form>
  </details>`;
}

function row(line: ExportLine): Content {
  const titles = line.registers.map((name) => allRegisters.find((register) => register.name === name)?.title ?? name);
  const tone = { open: 'info', approved: 'good', refused: 'bad', lapsed: '', expired: '', used: '' }[line.state];
  return html`<li>
    <div>
      <p>
        <b>${line.exportNo}</b>　${titles.join('、')} <span class="tag ${tone}">${exportStates[line.state]}</span>
        ${line.withNumbers && html`<span class="tag bad">含完整号码</span>`}
      </p>
      <p class="hint">
        ${line.requester}　${instantText(line.requestedAt)}　工会 ${line.union ?? '—'}　用途：${line.reason}
      </p>
      ${line.decider !== null && html`<p class="hint">${line.decider} ${line.decidedAt !== null && instantText(line.decidedAt)} 答复${line.decisionReason !== null && `：${line.decisionReason}`}　已下载 ${line.fetches} 次</p>`}
    </div>
    ${line.can.fetch && buttonForm(`/exports/${line.exportId}/file`, '下载')} ${line.can.decide && deciding(line)}
  </li>`;
}

function deciding({ exportId }: ExportLine): Markup {
  const fields = new Fields(`decide-${exportId}`, null);
  return html`<details>
    <summary>批准或不批准</summary>
    <form class="filter-bar" method="post" action="/exports/${exportId}/decision">
      ${fields.input({ name: 'reason', label: '理由', required: false, maxlength: 500, hint: '不批准时要写。' })}
      <button name="decision" value="approved">批准</button>
      <button class="danger" name="decision" value="refused">不批准</button>
    </form>
  </details>`;
}
