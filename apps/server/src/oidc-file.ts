import { readFileSync, statSync } from 'node:fs';
import { type OidcProvider, providerFileShape } from '@jianjia/identity/contract';
import { Problem } from '@jianjia/kernel';

/**
 * The services of single sign-on, a JSON list as in the guide. It holds their secrets, so nobody but its owner may read it.
 * @throws Problem that names the file and what is wrong in it, never what stands there
 */
export function readProviders(path: string): readonly OidcProvider[] {
  const parsed = providerFileShape.safeParse(jsonOf(path));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const [index, field] = issue?.path ?? [];
  const place =
    typeof index === 'number' ? `第 ${index + 1} 个服务${field === undefined ? '' : `的 ${String(field)} `}` : '';
  const what = issue?.code === 'unrecognized_keys' ? `有不认识的设置 ${issue.keys.join('、')}` : (issue?.message ?? '');
  throw bad(`统一登录的配置文件 ${path} 不对：${place}${what}。请按《运行维护》“统一登录”改正后重新启动。`);
}

function jsonOf(path: string): unknown {
  try {
    requireOwnersOnly(path);
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Problem) throw error;
    // The parser quotes the text around a fault, which may be a secret: only its kind is told.
    const why = error instanceof SyntaxError ? '它不是有效的 JSON' : (error as NodeJS.ErrnoException).code;
    throw bad(`读不了统一登录的配置文件 ${path}（JIANJIA_OIDC_FILE）：${why}。请检查路径、权限和内容。`);
  }
}

function requireOwnersOnly(path: string): void {
  if (process.platform === 'win32' || (statSync(path).mode & 0o077) === 0) return;
  throw bad(`统一登录的配置文件 ${path} 里有密钥，别的用户却读得到。请执行：chmod 600 ${path}，再重新启动。`);
}

function bad(sentence: string): Problem {
  return new Problem('server.badOidcFile', 'invalid', `没有启动：${sentence}`);
}
