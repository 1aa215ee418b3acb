import type { SessionActor } from '@jianjia/http';
import { html, type Content, type Markup } from '../html.ts';

/** A page as its own file draws it; the frame comes around it. */
export interface Drawn {
  readonly title: string;
  readonly body: Content;
  /** Signing in: one card in the middle, no navigation. */
  readonly plain?: boolean;
  /** Loads the script for passkeys and single sign-on; everything else works without. */
  readonly script?: boolean;
}

/** What stands around every page. */
export interface Frame {
  readonly actor: SessionActor | null;
  readonly isDemo: boolean;
  /** The part of the navigation that the page is in, by its first page. */
  readonly part?: string;
}

/** A whole page: head, navigation, body, foot. */
export function layout(frame: Frame, { title, body, plain = false, script = false }: Drawn): string {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · 建家</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/style.css" />
        <link rel="stylesheet" href="/forms.css" />
        ${script && scripts()}
      </head>
      <body>
        <a class="skip" href="#main">跳到正文</a>
        ${frame.isDemo && html`<aside class="demo-banner" aria-label="提示">示例城市，数据是虚构的</aside>`}
        ${head(frame, plain)}
        <main id="main" class="${plain ? 'middle' : 'wide'}">${body}</main>
        <footer class="wide">
          <p>建家 · 工会规范化建设</p>
        </footer>
      </body>
    </html>`.text;
}

function scripts(): Markup {
  return html`<script src="/vendor/simplewebauthn.js" defer></script>
    <script src="/sign-in.js" type="module"></script>
    <script src="/leave-checks.js" type="module"></script>`;
}

function head({ actor, part }: Frame, plain: boolean): Markup {
  const isIn = actor?.stage === 'whole' && !plain;
  return html`<header class="top">
    <div class="wide">
      <a class="brand" href="/"
        ><img src="/icon.svg" alt="" width="30" height="30" /><span>建家</span><small>工会规范化建设</small></a
      >
      ${actor && whoIsIn(actor)}
    </div>
    ${isIn && html`<nav class="wide main-nav" aria-label="主导航">${links(actor, part)}</nav>`}
  </header>`;
}

function whoIsIn(actor: SessionActor): Markup {
  return html`<div class="who">
    ${
      actor.stage === 'whole' &&
      html`<a href="/account" title="我的账号"><b>${actor.name}</b><small>${actor.reach}</small></a>`
    }
    <form class="inline" method="post" action="/sign-out"><button class="plain">退出</button></form>
  </div>`;
}

/** Only what the account may use; where, the database decides. */
function links({ permissions }: SessionActor, part: string | undefined): Content {
  const may = (...wanted: readonly string[]): boolean => wanted.some((permission) => permissions.has(permission));
  const link = (path: string, title: string): Markup =>
    html`<a href="${path}" ${path === part && html`aria-current="page"`}>${title}</a>`;
  return [
    may('assessments:read') && [link('/overview', '总览'), link('/tree', '工会树')],
    link('/schemes', '标准'),
    may('people:read') && link('/members', '会员'),
    may('people:export', 'people:approve_export') && link('/exports', '导出'),
    may('accounts:read') && link('/accounts', '账号'),
    link('/journal', '日志'),
    link('/me', '我的信息'),
  ];
}

/** A page for a problem: what is so and what to do next. */
export function problemPage(title: string, sentence: string): string {
  const body = html`<section class="card">
    <h1>${title}</h1>
    <p class="lead">${sentence}</p>
    <p><a href="/">回到首页</a></p>
  </section>`;
  return layout({ actor: null, isDemo: false }, { title, body, plain: true });
}
