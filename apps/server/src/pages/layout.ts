import type { PlainDate } from '@jianjia/kernel';
import { html, type Content, type Markup } from '../html.ts';

interface Page {
  readonly title: string;
  readonly asOf: PlainDate;
  readonly body: Content;
}

/** A whole page: head, navigation, body, foot. */
export function layout({ title, asOf, body }: Page): string {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · 建家</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <a class="skip" href="#main">跳到正文</a>
        <header class="top">
          <div class="wide">
            <a class="brand" href="/?as_of=${asOf}"
              ><img src="/icon.svg" alt="" width="30" height="30" /><span>建家</span><small>工会规范化建设</small></a
            >
            <nav aria-label="主导航"><a href="/?as_of=${asOf}">总览</a><a href="/unions?as_of=${asOf}">查工会</a></nav>
          </div>
        </header>
        <main id="main" class="wide">${body}</main>
        <footer class="wide">
          <p>评定日 ${asOf}。结论由台账按标准原文逐条得出；台账不能说明的，为资料不足或待评定。</p>
          <p>本页只供本机查看，不显示个人信息。</p>
        </footer>
      </body>
    </html>`.text;
}

/** The form that chooses the day. */
export function dayForm(path: string, asOf: PlainDate): Markup {
  return html`<form class="day" action="${path}" method="get">
    <label>评定日 <input type="date" name="as_of" value="${asOf}" required /></label><button>查看</button>
  </form>`;
}

/** Links to the pages before and after. */
export function pager(path: (page: number) => string, page: number, more: boolean): Markup | null {
  if (page === 1 && !more) return null;
  return html`<nav class="pager" aria-label="翻页">
    ${page > 1 && html`<a href="${path(page - 1)}" rel="prev">‹ 上一页</a>`}<span>第 ${page} 页</span
    >${more && html`<a href="${path(page + 1)}" rel="next">下一页 ›</a>`}
  </nav>`;
}

/** A page for a problem: what is so and what to do next. */
export function problemPage(title: string, sentence: string, asOf: PlainDate): string {
  return layout({
    title,
    asOf,
    body: html`<h1>${title}</h1>
      <p class="lead">${sentence}</p>
      <p><a href="/">返回总览</a></p>`,
  });
}
