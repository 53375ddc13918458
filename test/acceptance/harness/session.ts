import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Variable that hands the session's folder from the runner to the judges. */
export const SESSION_VARIABLE = 'KEELSON_ACCEPTANCE_SESSION';

/** A program that a judge started and that the session stops at the latest. */
export interface Service {
  readonly process: ChildProcess;
  /** File that its output goes to. */
  readonly logPath: string;
  /** Asks it to end, and makes it end after ten seconds. */
  stop(): Promise<void>;
}

/** How a service is started. */
export interface ServiceOptions extends Pick<SpawnOptions, 'cwd' | 'env'> {
  /** Answers whether it can be used; asked until it does. */
  readonly ready: () => Promise<boolean>;
  /** Seconds it may take, then its log is shown and the start fails. @default 60 */
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

  /** A folder of this session, made on first use. */
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

  /** Notes a process group, so that the runner can end it whatever happens to the judge. */
  remember(child: ChildProcess): void {
    if (child.pid !== undefined) appendFileSync(join(this.folder, 'process-groups'), `${child.pid}\n`);
  }

  /** Records a figure of a judge for the table at the end. */
  fact(judge: string, name: string, value: string | number): void {
    appendFileSync(join(this.folder, 'facts'), `${JSON.stringify({ judge, name, value })}\n`);
  }

  /** Process groups that were noted, newest first. */
  processGroups(): readonly number[] {
    return readLines(join(this.folder, 'process-groups')).map(Number).reverse();
  }

  /** Figures that were recorded. */
  facts(): readonly { readonly judge: string; readonly name: string; readonly value: string | number }[] {
    return readLines(join(this.folder, 'facts')).map((line) => JSON.parse(line));
  }
}

/** A free port on loopback. Between the answer and its use another process may take it: start the service again then. */
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

/** Ends a process group: by signal, and by force after ten seconds. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  signalGroup(child.pid, 'SIGTERM');
  const timeout = setTimeout(() => child.pid !== undefined && signalGroup(child.pid, 'SIGKILL'), 10_000);
  await ended;
  clearTimeout(timeout);
}

/** Signals a process group; one that is gone is no error. */
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

/** Writes a file of this session and answers its path. */
export function writeSessionFile(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
