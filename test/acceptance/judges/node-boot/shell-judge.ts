import { runProgram } from '../../harness/run-program';
import { toolPath } from '../../harness/tools';

/** Shells that parse a script of a shebang; for sh two of them, which do not share their extensions. */
const PARSERS: Readonly<Record<string, () => readonly (readonly string[])[]>> = {
  bash: () => [['bash', '-n']],
  sh: () => [
    [toolPath('dash'), '-n'],
    [toolPath('busybox'), 'sh', '-n'],
  ],
};

/** What shellcheck and the shells themselves say of a script. */
export async function judgeScript(name: string, text: string): Promise<readonly string[]> {
  const shell = /^#!\/(?:usr\/)?bin\/(?:env )?(bash|sh)\n/.exec(text)?.[1];
  const parsers = shell === undefined ? undefined : PARSERS[shell];
  if (shell === undefined || parsers === undefined) return [`${name} begins with no shell that every image has`];
  // No settings of the machine, no directives of files around it, every optional opinion left out but none of the severities.
  const check = [toolPath('shellcheck'), '--norc', `--shell=${shell}`, '--severity=style', '--format=gcc', '-'];
  const outcomes = await Promise.all([check, ...parsers()].map((command) => runProgram(command, { input: text })));
  return outcomes
    .filter((outcome) => outcome.status !== 0)
    .map((outcome) => `${name}: ${`${outcome.stdout}${outcome.stderr}`.trim()}`);
}
