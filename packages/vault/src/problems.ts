import { Problem } from '@jianjia/kernel';

/** The sentences of this package; none of them ever holds a key or a value. */

export function keysMissing(path: string): Problem {
  return new Problem(
    'vault.keysMissing',
    'missing',
    `找不到密钥文件 ${path}，而数据库里的证件号码和手机号是用它加密的，没有它读不出来。` +
      '请把另外保存的密钥文件放回这里，或用 JIANJIA_KEYS_FILE 指出它的位置。',
  );
}

export function keysUnreadable(path: string, reason: string): Problem {
  return new Problem('vault.keysUnreadable', 'conflict', `读不了密钥文件 ${path}：${reason}。请检查位置和访问权限。`);
}

export function keysUnwritable(path: string, reason: string): Problem {
  return new Problem(
    'vault.keysUnwritable',
    'conflict',
    `写不了密钥文件 ${path}：${reason}。密钥没有改动。请检查该位置的写入权限和磁盘空间。`,
  );
}

export function keysOpenToOthers(path: string): Problem {
  return new Problem(
    'vault.keysOpenToOthers',
    'forbidden',
    `密钥文件 ${path} 可以被本机其他用户读取，因此没有使用。请运行 chmod 600 '${path}'；如果别人可能已经读过，再运行 keys rotate 换钥。`,
  );
}

export function keysBroken(source: string, reason: string): Problem {
  return new Problem(
    'vault.keysBroken',
    'invalid',
    `密钥（${source}）内容不完整或已损坏：${reason}。请换回另外保存的完整密钥文件，不要手工改写。`,
  );
}

export function keysExist(path: string): Problem {
  return new Problem(
    'vault.keysExist',
    'conflict',
    `密钥文件 ${path} 已经存在，没有改动它。要换新的密钥，请运行 keys rotate。`,
  );
}

export function keysFromEnvironment(): Problem {
  return new Problem(
    'vault.keysFromEnvironment',
    'conflict',
    '密钥来自环境变量 JIANJIA_KEYS，程序不能改写。请改用密钥文件（JIANJIA_KEYS_FILE），或在密钥管理系统中增加新版本后重新运行。',
  );
}

export function demoKeys(source: string): Problem {
  return new Problem(
    'vault.demoKeys',
    'forbidden',
    `密钥（${source}）是公开的演示密钥，谁都可以用它解密，因此没有使用。请换成自己的密钥：移走它以后运行 keys init。` +
      '只想试用虚构数据时，可设 JIANJIA_DEMO=1。',
  );
}

export function unknownVersion(version: number): Problem {
  return new Problem(
    'vault.unknownVersion',
    'missing',
    `密钥文件里没有第 ${version} 版密钥，用它加密的内容读不出来。请换回含有这一版的密钥文件。`,
  );
}

export function notOpened(context: string): Problem {
  return new Problem(
    'vault.notOpened',
    'conflict',
    `加密存放的内容（${context}）验证不通过：密钥不对，或内容被改动、调换过。没有输出任何内容。请核对密钥文件，或从备份恢复这条记录。`,
  );
}

export function noCipher(given: string): Problem {
  return new Problem(
    'vault.noCipher',
    'invalid',
    `没有“${given}”这种加密算法。可选 aes-256-gcm（默认）或 sm4-gcm（国密）。`,
  );
}

export function noCurrentKey(): Problem {
  return new Problem(
    'vault.noCurrentKey',
    'conflict',
    '密钥文件里的各版密钥都已停用，不能再加密。请运行 keys rotate 增加一版。',
  );
}
