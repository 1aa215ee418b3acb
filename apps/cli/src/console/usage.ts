import type { CommanderError } from 'commander';
import { visible } from './text.ts';

/** What is wrong with the arguments, in Chinese; commander's own sentences are English. */
export function usageSentence(error: CommanderError): string {
  const [, name = ''] = /'([^]*?)'/.exec(error.message) ?? [];
  const [, near] = /Did you mean (?:one of )?([^?]+)\?/.exec(error.message) ?? [];
  return `${reason(error, visible(name))}${near ? `是否想写“${near}”？` : ''}用 --help 查看用法。`;
}

function reason(error: CommanderError, name: string): string {
  switch (error.code) {
    case 'commander.unknownCommand':
      return `没有“${name}”这个命令。`;
    case 'commander.unknownOption':
      return `没有“${name}”这个选项。`;
    case 'commander.missingArgument':
      return `缺少参数“${name}”。`;
    case 'commander.optionMissingArgument':
      return `选项“${name}”后面缺少取值。`;
    case 'commander.missingMandatoryOptionValue':
      return `缺少必需的选项“${name}”。`;
    case 'commander.excessArguments':
      return '参数太多。';
    case 'commander.invalidArgument':
      // Our own parsers threw a Chinese sentence; commander put its English words before it.
      return visible(chosen(error.message, name) ?? error.message.replace(/^[^]*?is invalid\. /, ''));
    default:
      return `命令写法不对（${visible(error.message)}）。`;
  }
}

/** A value outside a closed list; null for other invalid values. */
function chosen(message: string, name: string): string | null {
  const [, listed] = /Allowed choices are ([^]*)\.$/.exec(message) ?? [];
  return listed === undefined ? null : `“${name}”的取值不对，可选 ${listed.replaceAll(', ', '、')}。`;
}
