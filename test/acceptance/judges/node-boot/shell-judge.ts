import { runProgram } from '../../harness/run-program';
import { toolPath } from '../../harness/tools';

/** Shells that parse the scripts of a shebang; two of them for sh, because each has extensions that the other lacks. */
const PARSERS: Readonly<Record<string, () => readonly (readonly string[])[]>> = {
  bash: () => [['bash', '-n']],
  sh: () => [
    [toolPath('dash'), '-n'],
    [toolPath('busybox'), 'sh', '-n'],
  ],
};

/** Complaints of shellcheck and of the shells about a script. */
export async function judgeScript(name: string, text: string): Promise<readonly string[]> {
  const shell = /^#!\/(?:usr\/)?bin\/(?:env )?(bash|sh)\n/.exec(text)?.[1];
  const parsers = shell === undefined ? undefined : PARSERS[shell];
  if (shell === undefined || parsers === undefined) return [`${name} begins with no shell that every image has`];
  // shellcheck uses no settings of the machine or of other files and no optional checks, but reports all severities.
  const check = [toolPath('shellcheck'), '--norc', `--shell=${shell}`, '--severity=style', '--format=gcc', '-'];
  const outcomes = await Promise.all([check, ...parsers()].map((command) => runProgram(command, { input: text })));
  return outcomes
    .filter((outcome) => outcome.status !== 0)
    .map((outcome) => `${name}: ${`${outcome.stdout}${outcome.stderr}`.trim()}`);
}
