import { readFileSync, readlinkSync } from 'node:fs';
import { runProgram } from '../../harness/run-program';
import { type Service, Session } from '../../harness/session';
import { toolPath } from '../../harness/tools';

/** A network with a name of its host, which lives as long as the process that holds it. */
export class Namespace {
  private constructor(
    readonly name: string,
    private readonly holder: Service,
  ) {}

  /** Makes one; the name of the host is that of the namespace. */
  static async make(name: string): Promise<Namespace> {
    const script = 'echo "$1" >/proc/sys/kernel/hostname && exec sleep 3600';
    const command = [toolPath('unshare'), '--net', '--uts', 'sh', '-c', script, 'sh', name];
    const before = readlinkSync('/proc/self/ns/net');
    let pid: number | undefined;
    const isMade = async (): Promise<boolean> => {
      return pid !== undefined && readlinkSync(`/proc/${pid}/ns/net`) !== before && isHeld(pid);
    };
    const started = Session.current().start(`ingress-${name}`, command, { ready: isMade, env: process.env });
    // The session records the process before it waits for it.
    pid = Session.current().processGroups()[0];
    const namespace = new Namespace(name, await started);
    await namespace.run(['ip', 'link', 'set', 'lo', 'up']);
    return namespace;
  }

  get pid(): number {
    return this.holder.process.pid ?? 0;
  }

  /** The command that runs another one in this namespace. */
  enter(command: readonly string[]): readonly string[] {
    return [toolPath('nsenter'), `--target=${this.pid}`, '--net', '--uts', ...command];
  }

  /** @throws Error with the output of a command that fails. */
  async run(command: readonly string[]): Promise<void> {
    const { status, stderr } = await runProgram(this.enter(command));
    if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
  }

  async end(): Promise<void> {
    await this.holder.stop();
  }
}

function isHeld(pid: number): boolean {
  return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'sleep';
}
