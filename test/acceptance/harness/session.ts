import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Variable through which the runner passes the session's folder to the judges. */
export const SESSION_VARIABLE = 'KEELSON_ACCEPTANCE_SESSION';

/** A program that a judge started; the session stops it at the latest. */
export interface Service {
  readonly process: ChildProcess;
  /** File to which the program's output is written. */
  readonly logPath: string;
  /** Asks the program to end, and kills it after ten seconds. */
  stop(): Promise<void>;
}

/** How a service is started. */
export interface ServiceOptions extends Pick<SpawnOptions, 'cwd' | 'env'> {
  /** Reports whether the service can be used; called until it returns true. */
  readonly ready: () => Promise<boolean>;
  /** Seconds that the start may take; after them the start fails and shows the log. @default 60 */
  readonly timeoutSeconds?: number;
}

/**
 * One run of the suite: its temporary folder and every process that it started. The runner ends it, also on Ctrl-C and when
 * a judge fails; judges reach it by `Session.current()`.
 */
export class Session {
  private constructor(readonly folder: string) {}

  /** Begins a session in a temporary folder. */
  static begin(): Session {
    return new Session(mkdtempSync(join(tmpdir(), 'keelson-acceptance-')));
  }

  /** The session of the runner that started this process. */
  static current(): Session {
    const folder = process.env[SESSION_VARIABLE];
    if (folder === undefined) throw new Error('no session; run the judges with: npm run test:acceptance');
    return new Session(folder);
  }

  /** A folder of this session, created at its first use. */
  subfolder(name: string): string {
    const path = join(this.folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** Starts a program in a process group of its own and waits until it is ready. */
  async start(name: string, command: readonly string[], options: ServiceOptions): Promise<Service> {
    const [program, ...args] = command;
    const logPath = join(this.subfolder('logs'), `${name}.log`);
    const log = openSync(logPath, 'a');
    const child = spawn(String(program), args, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      stdio: ['ignore', log, log],
    });
    this.remember(child);
    await waitUntilReady(name, child, { ...options, logPath });
    return { process: child, logPath, stop: () => stopProcess(child) };
  }

  /** Records a process group, so that the runner can end it whatever happens to the judge. */
  remember(child: ChildProcess): void {
    if (child.pid !== undefined) appendFileSync(join(this.folder, 'process-groups'), `${child.pid}\n`);
  }

  /** Records a figure of a judge for the table at the end. */
  fact(judge: string, name: string, value: string | number): void {
    appendFileSync(join(this.folder, 'facts'), `${JSON.stringify({ judge, name, value })}\n`);
  }

  /** Recorded process groups, newest first. */
  processGroups(): readonly number[] {
    return readLines(join(this.folder, 'process-groups')).map(Number).reverse();
  }

  /** Recorded figures. */
  facts(): readonly { readonly judge: string; readonly name: string; readonly value: string | number }[] {
    return readLines(join(this.folder, 'facts')).map((line) => JSON.parse(line));
  }
}

/** Returns a free port on loopback. Another process may take the port before its use, therefore the caller must be able to start again. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Ends a process group by a signal, and kills it after ten seconds. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  signalGroup(child.pid, 'SIGTERM');
  const timeout = setTimeout(() => child.pid !== undefined && signalGroup(child.pid, 'SIGKILL'), 10_000);
  await ended;
  clearTimeout(timeout);
}

/** Signals a process group; a group that no longer exists is no error. */
export function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function waitUntilReady(
  name: string,
  child: ChildProcess,
  options: ServiceOptions & { logPath: string },
): Promise<void> {
  const deadline = Date.now() + (options.timeoutSeconds ?? 60) * 1000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    if (await options.ready().catch(() => false)) return;
    await sleep(100);
  }
  await stopProcess(child);
  throw new Error(
    `'${name}' did not become ready; the end of its log:\n${readLines(options.logPath).slice(-30).join('\n')}`,
  );
}

function readLines(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  } catch {
    return [];
  }
}

/** Writes a file of this session and returns its path. */
export function writeSessionFile(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
