import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Session, signalGroup } from './session';

/** Output of a program and how it ended. */
export interface ProgramOutcome {
  /** Exit code; null when a signal ended the program, as after its timeout. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is run to its end. */
export interface RunOptions {
  /** @default - the folder of the caller */
  readonly cwd?: string;
  /** The whole environment of the program. @default - that of the caller */
  readonly env?: Readonly<Record<string, string>>;
  /** @default - an empty input */
  readonly input?: string;
  /** Seconds after which the program is killed. @default 120 */
  readonly timeoutSeconds?: number;
  /** Whether processes that the program started are killed with it after the timeout, for scripts. @default false */
  readonly startsOthers?: boolean;
}

/**
 * Runs a program to its end and returns its output; every exit code is a result.
 *
 * The program stays in the process group of its judge, which the runner ends; a program that starts others gets its own group.
 */
export async function runProgram(command: readonly string[], options: RunOptions = {}): Promise<ProgramOutcome> {
  const [program, ...args] = command;
  const hasGroup = options.startsOthers ?? false;
  const child = spawn(String(program), args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    detached: hasGroup,
    stdio: 'pipe',
  });
  if (hasGroup) Session.current().remember(child);
  const kill = () => (hasGroup && child.pid !== undefined ? signalGroup(child.pid, 'SIGKILL') : child.kill('SIGKILL'));
  const timeout = setTimeout(kill, (options.timeoutSeconds ?? 120) * 1000);
  // A program that does not read its input closes the pipe early, which is no error; only its result counts.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  try {
    const [stdout, stderr, [status]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close') as Promise<[number | null]>,
    ]);
    return { status, stdout, stderr };
  } finally {
    clearTimeout(timeout);
  }
}
