import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { renderTunerScript } from '../../../../lib/render/node-tuner/tuner-script';
import { NodeApi, type Taint } from './node-api';

/** Key of the startup taint in these tests. */
export const STARTUP = 'keelson.dev/startup';

const TAINTS: readonly Taint[] = [
  { key: 'dedicated', value: 'edge', effect: 'NoSchedule' },
  { key: `${STARTUP}-of-others`, effect: 'NoSchedule' },
  { key: STARTUP, effect: 'NoSchedule' },
];

/** Values that the tuner must keep. */
export const WANTED: Readonly<Record<string, string>> = {
  'net/netfilter/nf_conntrack_max': '1048576',
  'net/ipv4/ip_local_port_range': '10240 65535',
};

/** Faults of a test's node. */
export interface RigOptions {
  readonly taints?: readonly Taint[];
  /** Key that cannot be written. */
  readonly broken?: string;
  /** Whether no server listens at the address of the API server. */
  readonly noApi?: boolean;
  /** Environment variables, beside those of the manifest. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the real program with `sh`, on a stub of /proc/sys and with a shim for curl. */
export class TunerRig {
  readonly folder = mkdtempSync(join(tmpdir(), 'keelson-tuner-'));
  readonly api: NodeApi;
  private readonly root = join(this.folder, 'sys');
  private child: ChildProcess | undefined;
  private address = '';

  constructor(private readonly options: RigOptions = {}) {
    this.api = new NodeApi(options.taints ?? TAINTS);
    for (const key of Object.keys(WANTED)) this.write(key, '1\t2');
    this.write('kernel/random/boot_id', 'boot-1');
    if (options.broken !== undefined) {
      rmSync(join(this.root, options.broken));
      mkdirSync(join(this.root, options.broken));
    }
    for (const name of ['bin', 'state', 'metrics', 'credentials', 'tmp']) mkdirSync(join(this.folder, name));
    symlinkSync(join(__dirname, 'curl.cjs'), join(this.folder, 'bin/curl'));
    symlinkSync(join(__dirname, 'sleep.sh'), join(this.folder, 'bin/sleep'));
    writeFileSync(join(this.folder, 'tuner.sh'), renderTunerScript());
    writeFileSync(join(this.folder, 'credentials/token'), 'secret-1');
    const lines = Object.entries(WANTED).map(([key, value]) => `${key}\t${value}\n`);
    writeFileSync(join(this.folder, 'sysctls'), lines.join(''));
  }

  async start(): Promise<void> {
    this.address = await this.api.start();
    if (this.options.noApi === true) await this.api.stop();
    const log = openSync(join(this.folder, 'log'), 'a');
    // A group of its own, because a program that the script has started may outlive it and write into the folder.
    this.child = spawn('sh', [join(this.folder, 'tuner.sh')], {
      env: this.environment(),
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
  }

  /** Exit code of `tuner.sh ready`. */
  ready(): number | null {
    return this.probe().status;
  }

  /** Output of the readiness probe, which appears in the events of the pod. */
  probe(): { readonly status: number | null; readonly stdout: string } {
    return spawnSync('sh', [join(this.folder, 'tuner.sh'), 'ready'], { env: this.environment(), encoding: 'utf8' });
  }

  read(key: string): string {
    return readFileSync(join(this.root, key), 'utf8').trim().replaceAll('\t', ' ');
  }

  write(key: string, value: string): void {
    mkdirSync(dirname(join(this.root, key)), { recursive: true });
    writeFileSync(join(this.root, key), `${value}\n`);
  }

  holds(): boolean {
    return Object.entries(WANTED).every(([key, value]) => key === this.options.broken || this.read(key) === value);
  }

  isTainted(): boolean {
    return this.api.taints.some(({ key }) => key === STARTUP);
  }

  /** Content of a file below the rig's folder; empty where the file does not exist. */
  text(path: string): string {
    const full = join(this.folder, path);
    return existsSync(full) ? readFileSync(full, 'utf8') : '';
  }

  rotateToken(token: string): void {
    writeFileSync(join(this.folder, 'credentials/token'), token);
  }

  /** Ends the program with a signal. */
  async stop(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (child !== undefined && child.exitCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    if (child?.pid !== undefined) endGroup(child.pid);
  }

  async remove(): Promise<void> {
    await this.stop();
    await this.api.stop();
    // A killed program may still be in the middle of a write.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      PATH: `${join(this.folder, 'bin')}:${process.env['PATH']}`,
      CURL_LOG: join(this.folder, 'curl.log'),
      TMPDIR: join(this.folder, 'tmp'),
      KEELSON_NODE: 'node-1',
      KEELSON_TAINT_KEY: STARTUP,
      KEELSON_PROFILE: 'abc123',
      KEELSON_TAINT_CHECK_SECONDS: '2',
      KEELSON_KUBE_PROXY_HEALTHZ: this.options.noApi === true ? '' : `${this.address}/healthz`,
      KEELSON_SYSCTLS: join(this.folder, 'sysctls'),
      KEELSON_PROC_SYS: this.root,
      KEELSON_STATE: join(this.folder, 'state'),
      KEELSON_METRICS: join(this.folder, 'metrics'),
      KEELSON_API: this.address,
      KEELSON_CREDENTIALS: join(this.folder, 'credentials'),
      ...this.options.environment,
    };
  }
}

/** Ends what is left of a group of processes; a group without processes is no error. */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Polls until a condition is true. */
export async function until(what: string, holds: () => boolean, seconds = 20): Promise<void> {
  const started = Date.now();
  while (!holds()) {
    if (Date.now() - started > seconds * 1000) throw new Error(`waited ${seconds} s until ${what}`);
    await sleep(20);
  }
}
