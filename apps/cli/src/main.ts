import { CommanderError } from 'commander';
import { OutputClosed, watchOutput } from './console/output.ts';
import { fail, interrupted, say, watchSignals } from './console/say.ts';
import { usageSentence } from './console/usage.ts';
import { buildProgram } from './program.ts';
import type { Status } from './verb.ts';

/** Runs the command line; answers the exit status: 0 done, 1 failed and nothing changed, 2 done with rejections. */
export async function main(args: readonly string[]): Promise<Status> {
  watchOutput();
  watchSignals();
  let status: Status = 0;
  const program = buildProgram((result) => (status = result));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    // Somebody closed the pipe (`| head`): that is how they say that they have read enough.
    if (error instanceof OutputClosed) return 0;
    if (error instanceof CommanderError) return usage(error);
    if (!interrupted()) fail(error);
    return 1;
  }
}

function usage(error: CommanderError): Status {
  if (error.exitCode === 0) return 0;
  // Without any verb the help itself was printed.
  if (error.code !== 'commander.help') say(usageSentence(error));
  return 1;
}
