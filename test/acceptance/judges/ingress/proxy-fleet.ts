import type { ProxyProgram } from '../../../../lib/render/proxies/proxy-program';
import { pollUntil } from '../../harness/poll';
import { runProgram } from '../../harness/run-program';
import { BALANCER, Cloud } from './cloud';
import type { ProxyEnd } from './health-watch';
import { HTTP2_SERVICE, PODS, PORTS, podRecords } from './judged-traffic';
import { Namespace } from './namespace';
import { ProxyPod, type ProxyTool } from './proxy-pod';

const { [HTTP2_SERVICE]: http2 = [], ...others } = PODS;

/** Addresses of simulated pods by what they speak. */
const PODS_OF = { http1: Object.values(others).flat(), http2 };

/** One more than the most seconds for which a proxy waits. */
const SPREAD = 21;

/** A node with its proxy. */
export interface FleetNode {
  readonly end: ProxyEnd;
  readonly pod: ProxyPod;
  readonly network: Namespace;
}

type JudgedPorts = Pick<ProxyEnd, 'http' | 'health'>;

/** A change of a program, for controls. */
export type Fault = readonly [file: string, from: string, to: string];

/** Nodes with a proxy each, in a cloud with the judge's pods. */
export class ProxyFleet {
  readonly nodes: FleetNode[] = [];
  private readonly networks: Namespace[] = [];
  private launched = 0;

  private constructor(
    readonly name: string,
    readonly cloud: Cloud,
  ) {}

  /** Starts the cloud alone. */
  static async start(name: string): Promise<ProxyFleet> {
    const fleet = new ProxyFleet(name, await Cloud.start(name, PODS_OF.http1, PODS_OF.http2));
    await fleet.cloud.publish(podRecords());
    return fleet;
  }

  /** Adds a node with a proxy that is ready. */
  async add(tool: ProxyTool, program: ProxyProgram, ports: JudgedPorts = PORTS): Promise<FleetNode> {
    const node = await this.launch(tool, program, ports);
    const isHealthy = async (): Promise<true | undefined> => {
      if (node.pod.hasEnded) throw new Error(`${node.end.name} has ended: ${node.pod.log}`);
      return (await this.health(node)) === 200 || undefined;
    };
    const describe = (): string => node.pod.log;
    await pollUntil(`${node.end.name} to be healthy`, isHealthy, { seconds: 20, describe });
    return node;
  }

  /** Adds a node with a proxy that may never be ready. */
  async launch(tool: ProxyTool, program: ProxyProgram, { http, health }: JudgedPorts = PORTS): Promise<FleetNode> {
    this.launched += 1;
    const name = await promptName(`${this.name}-${this.launched}`);
    const network = await Namespace.make(name);
    this.networks.push(network);
    const address = `10.201.${this.launched}.2`;
    await this.cloud.wire(network, address);
    const pod = await ProxyPod.start(network, tool, program);
    const node = { end: { name, address, http, health }, pod, network };
    this.nodes.push(node);
    return node;
  }

  /** Status of the health port; 0 where nothing answers. */
  async health({ end }: FleetNode): Promise<number> {
    const asked = { address: end.address, port: end.health, host: end.address, path: '/healthz', source: BALANCER };
    const answer = await this.cloud.ask(asked).catch(() => undefined);
    return answer?.status ?? 0;
  }

  /** A request through a node's proxy, as the balancer sends it. */
  ask({ end }: FleetNode, host: string, path: string, headers: Readonly<Record<string, string>> = {}) {
    return this.cloud.ask({ address: end.address, port: end.http, host, path, headers, source: BALANCER });
  }

  async end(): Promise<void> {
    await Promise.all(this.nodes.map(({ pod }) => pod.kill()));
    await Promise.all(this.networks.map((network) => network.end()));
    await this.cloud.end();
  }
}

/** A program with a changed text. */
export function faulty(program: ProxyProgram, [file, from, to]: Fault): ProxyProgram {
  const change = (files: Readonly<Record<string, string>>): Record<string, string> => {
    const text = files[file];
    return text === undefined ? { ...files } : { ...files, [file]: text.split(from).join(to) };
  };
  const changed = { ...program, routes: change(program.routes), files: change(program.files) };
  if (JSON.stringify(changed) === JSON.stringify(program)) throw new Error(`${file} does not hold: ${from}`);
  return changed;
}

/**
 * A name of a host at which a proxy takes new routes within a second: it waits for a time that follows from the checksum of the name, so that
 * the proxies of a cluster do not reload at one moment.
 */
async function promptName(name: string): Promise<string> {
  for (let letter = 'a'.charCodeAt(0); ; letter += 1) {
    const tried = `${name}${String.fromCharCode(letter)}`;
    const { stdout } = await runProgram(['cksum'], { input: `${tried}\n` });
    if (Number(stdout.split(' ')[0]) % SPREAD < 2) return tried;
  }
}
