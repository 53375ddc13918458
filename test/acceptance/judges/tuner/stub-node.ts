import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stopProcess } from '../../harness/session';

/** How a node misbehaves. */
export interface NodeBehaviour {
  /** Milliseconds before the tuner's process starts. @default 0 */
  readonly tunerDelay?: number;
  /** Milliseconds after that until kube-proxy overwrites values, just before it reports that it is healthy. @default 300 */
  readonly kubeProxyDelay?: number;
  /** Whether one key can never be set. @default false */
  readonly fails?: boolean;
}

/** Values that kube-proxy writes by default on four cores, and defaults of a kernel. */
const KUBE_PROXY_VALUES: Readonly<Record<string, string>> = {
  'net/netfilter/nf_conntrack_max': '131072',
  'net/netfilter/nf_conntrack_tcp_timeout_established': '86400',
  'net/netfilter/nf_conntrack_tcp_timeout_close_wait': '3600',
};

/** Milliseconds for which a read waits while a file is being written. */
const READ_ATTEMPTS = 200;

/** No thread ever notifies this array, so that waiting on it is a pause. */
const PAUSE = new Int32Array(new SharedArrayBuffer(4));

/** Parameters with which a node's tuner process is started. */
export interface TunerLaunch {
  readonly script: string;
  readonly settings: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly token: string;
  /** Certificate of the API server's authority, in PEM. */
  readonly certificate: string;
}

/** A copy of /proc/sys for one node, its reboots, its kube-proxy, and the process that runs the tuner's program. */
export class StubNode {
  readonly root: string;
  readonly state: string;
  private boots = 0;
  private tuner: ChildProcess | undefined;
  private proxyStarted = false;
  private readonly timers = new Set<NodeJS.Timeout>();
  /** Whether kube-proxy reports that it is healthy. */
  proxyHealthy = false;

  constructor(
    readonly name: string,
    private readonly folder: string,
    /** Keys and values that the tuner must keep, in the form of its settings. */
    private keys: string,
    readonly behaviour: NodeBehaviour = {},
  ) {
    this.root = join(folder, 'sys');
    this.state = join(folder, 'state');
    this.boot();
  }

  /** Boots the node: kernel defaults, a new boot id, and a kube-proxy that starts later; former processes are ended. */
  boot(): void {
    this.boots += 1;
    this.proxyHealthy = false;
    this.proxyStarted = false;
    // The folder of the marker is in memory on a real node; here it survives, to show that a marker of another boot does not
    // count.
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

  /** Keys of these settings that do not hold now. */
  missing(settings = this.keys): readonly string[] {
    return parse(settings)
      .filter(({ key, value }) => this.read(key) !== value)
      .map(({ key }) => key);
  }

  /** Reasons why traffic must not be on the node yet: keys that do not hold, or a kube-proxy that may still write. */
  unfit(): readonly string[] {
    return [...this.missing(), ...(this.proxyHealthy ? [] : ['kube-proxy'])];
  }

  /** Reads a key again while its file is empty, because a shell empties a file before it writes, which no file of the kernel shows. */
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

  /** Starts kube-proxy, once per boot: it writes its values, and then reports that it is healthy. */
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

  /** Starts the tuner's process, in place of a running one. */
  async startTuner(launch: TunerLaunch): Promise<void> {
    await this.stopTuner();
    this.keys = launch.settings;
    // On a real node a new key exists before anybody sets it.
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

  /** The marker that the tuner wrote; undefined without a marker. */
  get marker(): string | undefined {
    try {
      return readFileSync(join(this.state, 'tuned'), 'utf8').trim();
    } catch {
      return undefined;
    }
  }

  /** Whether the marker belongs to this boot and to a profile. */
  isMarked(profile: string): boolean {
    return this.marker === `boot-${this.name}-${this.boots} ${profile}`;
  }

  /** Process of the tuner, whose group the session records. */
  get process(): ChildProcess | undefined {
    return this.tuner;
  }

  /** Output of the tuner. */
  get log(): string {
    return existsSync(join(this.folder, 'tuner.log')) ? readFileSync(join(this.folder, 'tuner.log'), 'utf8') : '';
  }

  async end(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    await this.stopTuner();
  }

  /** Runs an action later, unless the node ends before. */
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
