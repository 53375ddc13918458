import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  PROGRAM_FOLDER,
  type ProxyProgram,
  ROUTES_FOLDER,
  RUN_FOLDER,
} from '../../../../lib/render/proxies/proxy-program';
import { pollUntil } from '../../harness/poll';
import { type ProgramOutcome, runProgram } from '../../harness/run-program';
import { type Service, Session } from '../../harness/session';
import { toolPath } from '../../harness/tools';
import { DNS } from './cloud';
import { ConfigMapFolder } from './config-map-folder';
import type { Namespace } from './namespace';

/** A proxy of the judge: its folder of the installer serves as the image. */
export type ProxyTool = 'haproxy-3.2' | 'haproxy-2.6' | 'nginx-1.30' | 'nginx-1.22';

/** The supported line of each kind of proxy, and the signal that its official image asks for in place of SIGTERM. */
export const JUDGED_PROXIES = [
  { kind: 'haproxy', tool: 'haproxy-3.2', signal: 'SIGUSR1' },
  { kind: 'nginx', tool: 'nginx-1.30', signal: 'SIGQUIT' },
] as const;

/** Line in the log of a proxy that has taken new routes. */
export const CHANGED = 'the routes have changed';

/** Line in the log of a proxy that keeps routes out. */
export const REFUSED = 'the routes are refused and kept out';

/** User and group of the container. */
const USER = '10001:10001';

/**
 * Makes the container: a root that nobody can write, files of ConfigMaps, folders in memory, and a user without rights. Process 1 is the
 * command itself, to which the kernel sends no signal that it does not trap.
 */
const AS_CONTAINER = `set -e
root=$1 folder=$2 writable=$3
shift 3
mkdir -p "$root${ROUTES_FOLDER}" "$root${PROGRAM_FOLDER}" "$root/run" "$root/tmp"
for each in $writable; do mkdir -p "$root$each"; done
[ -e "$root/etc/resolv.conf" ] || : >"$root/etc/resolv.conf"
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
for each in ${RUN_FOLDER} $writable; do
  mkdir -p "$root$each"
  mount -t tmpfs -o uid=10001,gid=10001,mode=755 tmpfs "$root$each"
done
mount --bind -o ro "$folder/routes" "$root${ROUTES_FOLDER}"
mount --bind -o ro "$folder/program" "$root${PROGRAM_FOLDER}"
mount --bind "$folder/resolv.conf" "$root/etc/resolv.conf"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
# Runtimes give the user the output of its container.
chmod a+w /proc/self/fd/1 /proc/self/fd/2
exec chroot --userspec=${USER} "$root" "$@"`;

/** Root folder of a proxy's installation. */
export function rootOf(tool: ProxyTool): string {
  return toolPath(tool).replace(/\/usr\/sbin\/[^/]+$/, '');
}

/** A pod of a proxy, in the network of its node. The judge plays the kubelet. */
export class ProxyPod {
  private constructor(
    readonly name: string,
    private readonly parts: {
      readonly service: Service;
      readonly program: ProxyProgram;
      readonly routes: ConfigMapFolder;
      readonly root: string;
    },
  ) {}

  /** Starts the program in the network of a node. */
  static async start(node: Namespace, tool: ProxyTool, program: ProxyProgram): Promise<ProxyPod> {
    const root = rootOf(tool);
    const folder = Session.current().subfolder(join('ingress-pods', node.name));
    const routes = new ConfigMapFolder(join(folder, 'routes'));
    routes.publish(program.routes);
    new ConfigMapFolder(join(folder, 'program')).publish(program.files);
    writeFileSync(join(folder, 'resolv.conf'), `search svc.cluster.local\nnameserver ${DNS}\noptions ndots:5\n`);
    const container = ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', AS_CONTAINER, 'sh', root, folder];
    const command = node.enter([toolPath('unshare'), ...container, program.writable.join(' '), ...program.command]);
    const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };
    const service = await Session.current().start(`pod-${node.name}`, command, { env, ready: async () => true });
    return new ProxyPod(node.name, { service, program, routes, root });
  }

  /** The process that is number 1 in the container. */
  get pid(): number {
    const parent = this.parts.service.process.pid;
    return Number(readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').split(' ')[0]);
  }

  /** Whether the container has ended. */
  get hasEnded(): boolean {
    const { exitCode, signalCode } = this.parts.service.process;
    return exitCode !== null || signalCode !== null;
  }

  /** What the container has written. */
  get log(): string {
    return readFileSync(this.parts.service.logPath, 'utf8');
  }

  /** Replaces the files of the routes, as an apply of their ConfigMap does. */
  publish(routes: Readonly<Record<string, string>>): void {
    this.parts.routes.publish(routes);
  }

  /** Waits until the log has a line that it did not have before. */
  async awaitLog(text: string, count = 1): Promise<void> {
    const hasLine = async (): Promise<true | undefined> => this.log.split(text).length > count || undefined;
    const describe = (): string => this.log.slice(-2000);
    await pollUntil(`'${text}' of ${this.name}`, hasLine, { seconds: 90, describe });
  }

  /** Runs a command in the container. */
  execute(command: readonly string[]): Promise<ProgramOutcome> {
    const target = [`--target=${this.pid}`, '--mount', '--net', '--uts', '--pid'];
    return runProgram([toolPath('nsenter'), ...target, 'chroot', `--userspec=${USER}`, this.parts.root, ...command]);
  }

  /** The command before the stop. */
  preStop(): Promise<ProgramOutcome> {
    return this.execute(this.parts.program.preStop);
  }

  /** Sends the signal to stop, and returns the code with which the container has ended. */
  async terminate(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const { process: child } = this.parts.service;
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    process.kill(this.pid, signal);
    return ended;
  }

  /** Ends the container at once. */
  async kill(): Promise<void> {
    const { process: child } = this.parts.service;
    if (this.hasEnded) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
}
