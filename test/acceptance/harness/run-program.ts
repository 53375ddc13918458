import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Session, signalGroup } from './session';

/** What a program said and how it ended. */
export interface ProgramOutcome {
  /** Exit code; null when a signal ended it, as when its time was over. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is run to its end. */
export interface RunOptions {
  /** @default - the folder of the caller */
  readonly cwd?: string;
  /** All of its environment. @default - that of the caller */
  readonly env?: Readonly<Record<string, string>>;
  /** @default - an empty input */
  readonly input?: string;
  /** Seconds it may take, then it is killed. @default 120 */
  readonly timeoutSeconds?: number;
  /** Kills what it started too when its time is over: for scripts. @default false */
  readonly startsOthers?: boolean;
}

/**
 * Runs a program to its end and answers what it said; any exit code is an answer.
 *
 * It stays in the process group of its judge, which the runner ends; one that starts others has a group of its own.
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
  // A program that does not read its input closes it early; its answer counts, not the broken pipe.
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
