import type { FastifyRequest } from 'fastify';
import type { Access } from '@jianjia/kernel';
import type { SessionActor } from './actor.ts';
import { tokenOf } from './cookies.ts';
import { type Kit } from './kit.ts';
import { agentOf, progressOf } from './progress.ts';
import { Refusal } from './sentences.ts';

/** Finds out who calls; runs before anything of the request but its headers is read. */
export async function authenticate(kit: Kit, request: FastifyRequest): Promise<void> {
  const token = tokenOf(request, kit);
  if (token === null) return;
  const progress = progressOf(request);
  progress.token = token;
  progress.actor = await kit.authenticate(token, {
    address: request.ip,
    agent: agentOf(request),
    requestId: request.id,
  });
}

/** Whether the caller may call at all; where, the database decides row by row. Throws the refusal. */
export function checkAccess(access: Access, actor: SessionActor | null): void {
  if (access === 'anyone') return;
  if (!actor) throw new Refusal(401, 'http.noSession', '需要先登录。可能还没有登录，或登录已过期。请登录后再试。');
  if (access === 'pending') return;
  if (actor.stage !== 'whole') throw owed(actor.stage);
  if (access === 'session' || actor.permissions.has(access)) return;
  throw new Refusal(403, 'http.noPermission', '没有这项权限，没有执行。如果工作需要，请让上级工会的管理员开通。');
}

const OWED: Readonly<Record<Exclude<SessionActor['stage'], 'whole'>, string>> = {
  second_factor: '登录还差一步：需要验证第二重身份。请完成验证后再试。',
  new_password: '登录还差一步：需要先设置新口令。请设置后再试。',
  enrol_factor: '登录还差一步：这个账号必须先绑定第二重验证。请绑定后再试。',
};

function owed(stage: Exclude<SessionActor['stage'], 'whole'>): Refusal {
  return new Refusal(401, 'http.stepOwed', OWED[stage], { stage });
}
