import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Service, Session } from '../../harness/session';
import { toolPath } from '../../harness/tools';
import type { Namespace } from './namespace';

/** A TCP connection as packets show it, from the side that spoke first. */
export interface TracedConnection {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly isTls: boolean;
}

/** First byte of a TLS handshake. */
const TLS_HANDSHAKE = 22;

/** Packets of several networks at once: an address that is rewritten between two of them counts as another connection. */
export class PacketTrace {
  private constructor(private readonly captures: readonly Service[]) {}

  /** Begins to capture. */
  static async begin(name: string, networks: readonly Namespace[]): Promise<PacketTrace> {
    const captures: Service[] = [];
    for (const network of networks) {
      const log = join(Session.current().subfolder('logs'), `trace-${name}-${network.name}.log`);
      const command = network.enter([toolPath('python3'), join(__dirname, 'trace-packets.py')]);
      const ready = async (): Promise<boolean> => readFileSync(log, 'utf8').startsWith('ready');
      captures.push(
        await Session.current().start(`trace-${name}-${network.name}`, command, { ready, env: process.env }),
      );
    }
    return new PacketTrace(captures);
  }

  /**
   * Ends the capture.
   *
   * @returns connections that carried bytes, the earliest first in each network, without those to the given ports.
   */
  async end(ignoredPorts: readonly number[]): Promise<readonly TracedConnection[]> {
    for (const capture of this.captures) await capture.stop();
    const found = new Map<string, TracedConnection>();
    for (const { logPath } of this.captures) {
      for (const line of readFileSync(logPath, 'utf8').split('\n').slice(1)) {
        const [source = '', target = '', first] = line.split(' ');
        if (first === undefined || found.has(`${source} ${target}`) || found.has(`${target} ${source}`)) continue;
        const [from = '', to = ''] = [source, target].map((end) => end.split(':')[0]);
        const port = Number(target.split(':')[1]);
        found.set(`${source} ${target}`, { from, to, port, isTls: Number(first) === TLS_HANDSHAKE });
      }
    }
    return [...found.values()].filter(({ port }) => !ignoredPorts.includes(port));
  }
}
