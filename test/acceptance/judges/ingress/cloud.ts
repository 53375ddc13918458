import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Service, Session } from '../../harness/session';
import type { Answered, Asked } from './client-main';
import type { PodRecords } from './dns-server';
import type { FrontEndOptions } from './front-end';
import type { SocketState } from './held-sockets';
import { Namespace } from './namespace';
import type { LoadFigures, LoadOptions } from './proxy-load';
import { callRemote } from './remote-calls';

const ROOT = resolve(__dirname, '../../../..');

/** Address of the cluster's DNS. */
export const DNS = '10.200.0.10';

/** Address of the balancer's connections, out of a range of Google's. */
export const BALANCER = '35.191.0.7';

/** Milliseconds for which the news of a closed connection is on its way to a client that is not in the same building. */
export const LATENCY_MILLIS = 20;

/** Address on which the balancer takes requests. */
export const FRONT_END = '203.0.113.10';

/** Address of a client on the Internet. */
export const CLIENT = '198.51.100.20';

/** Port of the simulated pods. */
export const POD_PORT = 8080;

/** Addresses of simulated pods of a service, by the number of the service. */
export function podAddresses(service: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `10.77.${service}.${index + 1}`);
}

/**
 * Everything around the nodes: simulated pods with their DNS, a balancer, and clients, in a network of its own to which each node has a wire. The
 * clients have a network too, so that their packets are seen.
 */
export class Cloud {
  private readonly services: Service[] = [];
  private links = 0;

  private constructor(
    readonly inner: Namespace,
    readonly outer: Namespace,
    private readonly folder: string,
  ) {}

  /** Starts one with simulated pods on all of these addresses. */
  static async start(name: string, pods: readonly string[], http2Pods: readonly string[]): Promise<Cloud> {
    const inner = await Namespace.make(`${name}-cloud`);
    const outer = await Namespace.make(`${name}-client`);
    const cloud = new Cloud(inner, outer, Session.current().subfolder(`ingress-${name}`));
    for (const address of [DNS, BALANCER, FRONT_END, ...pods, ...http2Pods]) {
      await inner.run(['ip', 'address', 'add', `${address}/32`, 'dev', 'lo']);
    }
    await cloud.wire(outer, CLIENT);
    const options = { socketPath: cloud.socket('cloud'), pods, http2Pods, port: POD_PORT, dns: DNS };
    await cloud.launch('cloud', JSON.stringify(options));
    await cloud.launch('client', cloud.socket('client'));
    return cloud;
  }

  /** Connects a network with the cloud's, and gives it an address. */
  async wire(other: Namespace, address: string): Promise<void> {
    this.links += 1;
    const [near, far] = [`wire${this.links}`, 'eth0'];
    const peer = ['type', 'veth', 'peer', 'name', far, 'netns', String(other.pid)];
    await this.inner.run(['ip', 'link', 'add', near, ...peer]);
    await this.inner.run(['ip', 'link', 'set', near, 'up']);
    await this.inner.run(['ip', 'address', 'add', `169.254.${this.links}.1/32`, 'dev', near]);
    await other.run(['ip', 'address', 'add', `${address}/32`, 'dev', far]);
    await other.run(['ip', 'link', 'set', far, 'up']);
    await other.run(['ip', 'route', 'add', 'default', 'dev', far]);
    await this.inner.run(['ip', 'route', 'add', `${address}/32`, 'dev', near]);
  }

  /** Sets the pods that DNS knows. */
  publish(records: PodRecords): Promise<void> {
    return callRemote(this.socket('cloud'), 'publish', records);
  }

  startFrontEnd(options: FrontEndOptions): Promise<void> {
    return callRemote(this.socket('cloud'), 'startFrontEnd', options);
  }

  ask(asked: Asked): Promise<Answered> {
    return callRemote(this.socket('client'), 'ask', asked);
  }

  podsOfKeys(asked: Asked & { readonly keys: number }): Promise<readonly string[]> {
    return callRemote(this.socket('client'), 'podsOfKeys', asked);
  }

  startLoad(name: string, options: LoadOptions): Promise<void> {
    return callRemote(this.socket('client'), 'startLoad', { name, options });
  }

  figures(name: string): Promise<LoadFigures> {
    return callRemote(this.socket('client'), 'figures', { name });
  }

  isOut(name: string, proxy: string): Promise<boolean> {
    return callRemote(this.socket('client'), 'isOut', { name, proxy });
  }

  /** Kills a process of a proxy, and returns the number of requests that the proxy had not answered. */
  kill(name: string, proxy: string, pid: number): Promise<number> {
    return callRemote(this.socket('client'), 'kill', { name, proxy, pid });
  }

  stopLoad(name: string): Promise<LoadFigures> {
    return callRemote(this.socket('client'), 'stopLoad', { name });
  }

  openSocket(asked: Asked): Promise<void> {
    return callRemote(this.socket('client'), 'openSocket', asked);
  }

  closeSockets(): Promise<void> {
    return callRemote(this.socket('client'), 'closeSockets');
  }

  sockets(): Promise<readonly SocketState[]> {
    return callRemote(this.socket('client'), 'sockets');
  }

  async end(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
    await Promise.all([this.inner.end(), this.outer.end()]);
  }

  private socket(process: string): string {
    return join(this.folder, `${process}.socket`);
  }

  /** Both processes are in the inner network, where the addresses of the balancer and of the pods are. */
  private async launch(name: string, argument: string): Promise<void> {
    const program = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
    const command = this.inner.enter([process.execPath, program, join(__dirname, `${name}-main.ts`), argument]);
    const ready = async (): Promise<boolean> => existsSync(this.socket(name));
    this.services.push(
      await Session.current().start(`${this.inner.name}-${name}`, command, { cwd: ROOT, ready, env: process.env }),
    );
  }
}
