import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stopProcess } from '../../harness/session';

/** How a node misbehaves. */
export interface NodeBehaviour {
  /** Milliseconds before the tuner's process starts. @default 0 */
  readonly tunerDelay?: number;
  /** Milliseconds after that until kube-proxy writes its values over ours, just before it is healthy. @default 300 */
  readonly kubeProxyDelay?: number;
  /** Whether a key can never be set. @default false */
  readonly fails?: boolean;
}

/** What kube-proxy writes by itself on four cores, and a kernel's defaults. */
const KUBE_PROXY_VALUES: Readonly<Record<string, string>> = {
  'net/netfilter/nf_conntrack_max': '131072',
  'net/netfilter/nf_conntrack_tcp_timeout_established': '86400',
  'net/netfilter/nf_conntrack_tcp_timeout_close_wait': '3600',
};

/** Milliseconds for which a file that is being written is waited for. */
const READ_ATTEMPTS = 200;

/** Nobody wakes it, so that waiting for it is a pause. */
const PAUSE = new Int32Array(new SharedArrayBuffer(4));

/** What a node's tuner process is started with. */
export interface TunerLaunch {
  readonly script: string;
  readonly settings: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly token: string;
  /** PEM of the API server's authority. */
  readonly certificate: string;
}

/** A copy of /proc/sys for one node, its reboots, its kube-proxy, and the process that plays the tuner's container. */
export class StubNode {
  readonly root: string;
  readonly state: string;
  private boots = 0;
  private tuner: ChildProcess | undefined;
  private proxyStarted = false;
  private readonly timers = new Set<NodeJS.Timeout>();
  /** Whether kube-proxy answers that it is healthy. */
  proxyHealthy = false;

  constructor(
    readonly name: string,
    private readonly folder: string,
    /** Keys and values that the tuner has to keep, as its settings have them. */
    private keys: string,
    readonly behaviour: NodeBehaviour = {},
  ) {
    this.root = join(folder, 'sys');
    this.state = join(folder, 'state');
    this.boot();
  }

  /** Kernel defaults, a new boot id, and a kube-proxy that comes up later; whatever ran is gone. */
  boot(): void {
    this.boots += 1;
    this.proxyHealthy = false;
    this.proxyStarted = false;
    // The folder of the marker is in memory on a real node; here it stays, since a marker of another boot must not count.
    rmSync(this.root, { recursive: true, force: true });
    for (const { key } of this.wanted()) this.write(key, '1');
    this.write('kernel/random/boot_id', `boot-${this.name}-${this.boots}`);
    const [first] = this.wanted();
    if (this.behaviour.fails === true && first !== undefined) {
      rmSync(join(this.root, first.key));
      mkdirSync(join(this.root, first.key));
    }
    mkdirSync(this.state, { recursive: true });
  }

  /** Keys that do not hold now, by the settings given. */
  missing(settings = this.keys): readonly string[] {
    return parse(settings)
      .filter(({ key, value }) => this.read(key) !== value)
      .map(({ key }) => key);
  }

  /** Why traffic must not be here yet: keys that do not hold, or a kube-proxy that may still write. */
  unfit(): readonly string[] {
    return [...this.missing(), ...(this.proxyHealthy ? [] : ['kube-proxy'])];
  }

  /** A shell empties a file before it writes, which no file of the kernel shows: what is empty is read again. */
  read(key: string): string | undefined {
    try {
      for (let attempt = 1; ; attempt += 1) {
        const text = readFileSync(join(this.root, key), 'utf8');
        if (text !== '' || attempt === READ_ATTEMPTS) return text.trim().replaceAll('\t', ' ');
        Atomics.wait(PAUSE, 0, 0, 1);
      }
    } catch {
      return undefined;
    }
  }

  write(key: string, value: string): void {
    const path = join(this.root, key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${value}\n`);
  }

  /** kube-proxy starts, once a boot: it writes its values, and answers that it is healthy. */
  startKubeProxy(): void {
    if (this.proxyStarted) return;
    this.proxyStarted = true;
    this.later(this.behaviour.kubeProxyDelay ?? 300, () => {
      for (const [key, value] of Object.entries(KUBE_PROXY_VALUES))
        if (this.read(key) !== undefined) this.write(key, value);
      this.later(100, () => {
        this.proxyHealthy = true;
      });
    });
  }

  /** Starts the tuner's process, in place of the one that runs. */
  async startTuner(launch: TunerLaunch): Promise<void> {
    await this.stopTuner();
    this.keys = launch.settings;
    // A new key is there on a real node before anybody sets it.
    for (const { key } of this.wanted()) if (!existsSync(join(this.root, key))) this.write(key, '1');
    const credentials = join(this.folder, 'credentials');
    mkdirSync(credentials, { recursive: true });
    writeFileSync(join(credentials, 'token'), launch.token);
    writeFileSync(join(credentials, 'ca.crt'), launch.certificate);
    const script = join(this.folder, 'tuner.sh');
    writeFileSync(script, launch.script);
    const sysctls = join(this.folder, 'sysctls');
    writeFileSync(sysctls, launch.settings);
    const log = openSync(join(this.folder, 'tuner.log'), 'a');
    this.tuner = spawn('sh', [script], {
      env: { ...process.env, ...launch.environment, KEELSON_SYSCTLS: sysctls, ...this.paths(credentials) },
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
  }

  async stopTuner(): Promise<void> {
    const { tuner } = this;
    this.tuner = undefined;
    if (tuner !== undefined) await stopProcess(tuner);
  }

  /** The marker that the tuner left, undefined without one. */
  get marker(): string | undefined {
    try {
      return readFileSync(join(this.state, 'tuned'), 'utf8').trim();
    } catch {
      return undefined;
    }
  }

  /** Whether the marker is of this boot and a profile. */
  isMarked(profile: string): boolean {
    return this.marker === `boot-${this.name}-${this.boots} ${profile}`;
  }

  /** Process group of the tuner, to be remembered by the session. */
  get process(): ChildProcess | undefined {
    return this.tuner;
  }

  /** What the tuner has said. */
  get log(): string {
    return existsSync(join(this.folder, 'tuner.log')) ? readFileSync(join(this.folder, 'tuner.log'), 'utf8') : '';
  }

  async end(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    await this.stopTuner();
  }

  /** Does something later, unless the node ends before. */
  later(milliseconds: number, action: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      action();
    }, milliseconds);
    this.timers.add(timer);
  }

  private paths(credentials: string): Readonly<Record<string, string>> {
    const metrics = join(this.folder, 'metrics');
    const scratch = join(this.folder, 'tmp');
    for (const path of [metrics, scratch]) mkdirSync(path, { recursive: true });
    return {
      KEELSON_PROC_SYS: this.root,
      KEELSON_STATE: this.state,
      KEELSON_METRICS: metrics,
      KEELSON_CREDENTIALS: credentials,
      TMPDIR: scratch,
    };
  }

  private wanted(): readonly { readonly key: string; readonly value: string }[] {
    return parse(this.keys);
  }
}

function parse(settings: string): readonly { readonly key: string; readonly value: string }[] {
  return settings
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
    .map(([key = '', value = '']) => ({ key, value }));
}
