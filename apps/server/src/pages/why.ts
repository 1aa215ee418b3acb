import type { ExplainedMeasure, Explanation } from '@jianjia/assessments/contract';
import type { PlainDate } from '@jianjia/kernel';
import { html, type Content, type Markup } from '../html.ts';
import { factList } from '../kit/facts.ts';
import { numberText } from '../words.ts';
import type { Drawn } from './layout.ts';
import { badge } from './parts.ts';

/** Why a union has a verdict: clause, formula and numbers. How many records, but no record: some are about persons. */
export function whyPage(told: Explanation, asOf: PlainDate): Drawn {
  const path = `/unions/${encodeURIComponent(told.union.code)}?as_of=${asOf}`;
  const { outcome } = told;
  const entries: [string, Content][] = [
    ['标准', `${told.scheme.title}（版本 ${told.scheme.version}）· ${told.track.title}`],
    ['指标', html`<code>${told.indicator}</code>${!told.mandatory && '（非必达）'}`],
    ['要求', told.asks.length > 0 ? told.asks.join('；') : '由人评定'],
    ['前提', told.condition],
    ['实际', outcome.value === null ? null : numberText(outcome.value, outcome.unit)],
    ['缺少', told.missing.length > 0 ? told.missing.map(({ title }) => title).join('、') : null],
    ['原因', outcome.because],
    ['评定', told.judgement && `${told.judgement.on} 已由人评定，理由见台账“人工评定”`],
    ['裁定', told.ruling],
    ['说明', told.note],
  ];
  const body = html`<p class="crumbs"><a href="${path}">${told.union.name}</a> › 理由</p>
    <h1 class="clause-title">“${told.clause}”</h1>
    <p>${badge(outcome.verdict)} <span class="quiet">${told.at}</span></p>
    <section class="card">${factList(entries)}</section>
    ${told.measures.map(measureCard)}
    <p class="quiet">
      数字背后的记录，在命令行查看：<code>npx jianjia explain ${told.union.code} ${told.indicator}</code>
    </p>`;
  return { title: `理由：${told.clause}`, asOf, body };
}

function measureCard(measure: ExplainedMeasure): Markup {
  const value = measure.value === null ? '资料不足' : numberText(measure.value, measure.unit);
  return html`<section class="card">
    <h2>${measure.title}　<b>${value}</b>${measure.evidence && html` <span class="quiet">供评定参考</span>`}</h2>
    <p class="formula">${measure.formula}</p>
    ${measure.because !== null && html`<p>${measure.because}</p>`}${measure.note !== null && html`<p class="quiet">${measure.note}</p>`}
    <table>
      <thead>
        <tr>
          <th scope="col">数据</th>
          <th scope="col">数值</th>
          <th scope="col">来自台账</th>
          <th scope="col">记录数</th>
        </tr>
      </thead>
      <tbody>
        ${measure.facts.map(
          (fact) =>
            html`<tr>
              <td>${fact.title}</td>
              <td>${fact.value === null ? '—' : numberText(fact.value, null)}</td>
              <td>${fact.rows.registerTitle}</td>
              <td>${fact.rows.total}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
