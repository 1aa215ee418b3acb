import { Command, Option } from 'commander';
import { allRegisters } from '@jianjia/assessments/contract';
import { keyringVault, resealIdentity, usesKey } from '@jianjia/identity/server';
import { Problem } from '@jianjia/kernel';
import { keyUse, retireKey, rotateKeys } from '@jianjia/registers/exchange';
import { type Algorithm, ALGORITHMS, initKeyring } from '@jianjia/vault';
import { print } from '../console/output.ts';
import { say } from '../console/say.ts';
import { table } from '../console/table.ts';
import { counted } from '../console/text.ts';
import { wholeNumber } from '../console/values.ts';
import { journal } from '../journal.ts';
import type { Verb } from '../verb.ts';
import { withDatabase } from '../session.ts';

interface CipherOption {
  readonly cipher?: Algorithm;
}

/** `keys status | init | rotate | retire` */
export const keysCommand: Verb = (finish) =>
  new Command('keys')
    .summary('查看、更换加密证件号码和手机号的密钥')
    .description(
      '证件号码和手机号在数据库里加密存放，密钥在单独的密钥文件里（默认数据目录的 keys.json）。\n' +
        '没有密钥文件，谁也读不出这些号码，包括您自己：请另外保存一份，并与备份分开存放。',
    )
    .addCommand(statusCommand(finish))
    .addCommand(initCommand(finish))
    .addCommand(rotateCommand(finish))
    .addCommand(retireCommand(finish))
    .helpCommand('help [命令]', '显示某个命令的用法');

const statusCommand: Verb = (finish) =>
  new Command('status').description('列出各版密钥，以及还有多少号码在用').action(async () => {
    const { vault, use } = await withDatabase('keys status', async ({ db, vault: keyring }) => ({
      vault: keyring,
      use: await keyUse(db.pool('system'), allRegisters),
    }));
    const columns = [
      { title: '版本', align: 'right' as const },
      { title: '算法' },
      { title: '生成' },
      { title: '状态' },
      { title: '指纹' },
      { title: '加密的号码', align: 'right' as const },
    ];
    const current = vault.current.version;
    const rows = vault.keys.map((key) => [
      key.version,
      key.algorithm,
      day(key.createdAt),
      key.version === current ? '使用中' : key.retired === null ? '只用于解密' : `${day(key.retired)} 停用`,
      key.fingerprint,
      counted(use.get(key.version) ?? 0),
    ]);
    await print(`密钥来自 ${vault.source}${vault.isDemo ? '（公开的演示密钥，不能保护任何内容）' : ''}\n`);
    await print(table(columns, rows));
    finish(0);
  });

const initCommand: Verb = (finish) =>
  new Command('init')
    .summary('生成密钥文件')
    .description('生成密钥文件（只有本人可读）；已有时拒绝执行。不运行它，第一次使用数据库时也会自动生成。')
    .addOption(cipherOption())
    .action(async (options: CipherOption) => {
      const vault = initKeyring(process.env, options.cipher);
      await print(`已生成密钥文件 ${vault.source}（${vault.current.algorithm}）。\n`);
      say('请另外保存一份，并与备份分开存放；没有它，加密的号码读不出来。');
      finish(0);
    });

const rotateCommand: Verb = (finish) =>
  new Command('rotate')
    .summary('换钥：增加一版密钥，并重新加密全部号码')
    .description(
      '增加一版密钥，把全部号码用它重新加密。不影响使用，服务不必停；中断后重新运行会接着做完。旧的一版留在密钥文件里。',
    )
    .addOption(cipherOption())
    .action(async (options: CipherOption) => {
      const { rotation, source } = await withDatabase('keys rotate', async ({ db, actor, vault }) => {
        const outcome = await rotateKeys(db.pool('owner'), allRegisters, vault, {
          ...(options.cipher === undefined ? {} : { algorithm: options.cipher }),
          onProgress: tellTenths(),
        });
        const system = db.pool('system');
        const rows = outcome.rows + (await resealIdentity(system, keyringVault(vault)));
        await journal(system, actor, { act: 'keys.rotate', after: { version: outcome.key.version, rows } });
        return { rotation: { ...outcome, rows }, source: vault.source };
      });
      const { key, resumed, rows } = rotation;
      const done = resumed ? '已接着完成上次没有做完的换钥，现在使用' : '已换用';
      await print(`${done}第 ${key.version} 版密钥（${key.algorithm}），重新加密了 ${counted(rows)} 个号码。\n`);
      say(`密钥文件（${source}）已改变，请重新保存一份。旧备份仍要用旧的一版，它还在文件里。`);
      finish(0);
    });

const retireCommand: Verb = (finish) =>
  new Command('retire')
    .summary('停用一版密钥')
    .description('停用一版密钥；还有号码用它加密时拒绝执行。停用后它仍留在密钥文件里，用于以前的备份。')
    .argument('<版本>', '见 keys status', wholeNumber(1, 65_535))
    .action(async (version: number) => {
      await withDatabase('keys retire', async ({ db, actor, vault }) => {
        const system = db.pool('system');
        if (await usesKey(system, version)) {
          throw new Problem(
            'cli.keyInUse',
            'conflict',
            `第 ${version} 版密钥还不能停用：还有账号的手机号或验证器用它加密。请先运行 keys rotate。`,
          );
        }
        await retireKey(db.pool('owner'), allRegisters, vault, version);
        await journal(system, actor, { act: 'keys.retire', after: { version } });
      });
      await print(`第 ${version} 版密钥已停用。\n`);
      finish(0);
    });

function cipherOption(): Option {
  return new Option('--cipher <算法>', '默认同现在的，没有时为 aes-256-gcm；sm4-gcm 为国密，较慢').choices(ALGORITHMS);
}

/** One line for each tenth that is done. */
function tellTenths(): (progress: { readonly done: number; readonly total: number }) => void {
  let told = 0;
  return ({ done, total }) => {
    const tenth = Math.floor((10 * done) / total);
    if (tenth <= told) return;
    told = tenth;
    say(`已重新加密 ${counted(done)} / ${counted(total)}（${tenth * 10}%）`);
  };
}

function day(instant: string): string {
  return instant.slice(0, 10);
}
