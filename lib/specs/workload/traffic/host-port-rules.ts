import type { Problems } from '../../../values/problems';
import { EPHEMERAL_RANGE, EPHEMERAL_RESERVED, ephemeralPortsOf } from '../../kernel/ephemeral-ports';
import { EKS_HOST_PORTS, EKS_HOST_PORTS_AS_OF } from '../../machine/eks-host-ports';
import { GKE_HOST_PORTS, GKE_HOST_PORTS_AS_OF } from '../../machine/gke-host-ports';
import type { HostPortOwner } from '../../machine/host-ports';
import { imageFamilyOf, type NodePoolSpec } from '../../pool/node-pool-spec';
import {
  missingPorts,
  NODE_PORTS,
  parsePortList,
  renderPortList,
  renderPortRange,
  sharedPorts,
} from '../../sysctl/sysctl-ports';
import type { HostPorts } from './traffic-daemon-fields';

/** Ports that the programs of a platform have on its nodes. */
interface PlatformPorts {
  readonly name: string;
  readonly asOf: string;
  readonly owners: readonly HostPortOwner[];
}

const PLATFORMS: Readonly<Record<NodePoolSpec['cloud'], PlatformPorts>> = {
  aws: { name: 'EKS', asOf: EKS_HOST_PORTS_AS_OF, owners: EKS_HOST_PORTS },
  google: { name: 'GKE', asOf: GKE_HOST_PORTS_AS_OF, owners: GKE_HOST_PORTS },
};

/** The ports of a traffic daemon, and the nodes on which it listens there. */
interface JudgedPorts {
  readonly hostPorts: HostPorts;
  readonly cloud: NodePoolSpec['cloud'];
  /** Empty where a pool's own fields failed. */
  readonly pools: readonly NodePoolSpec[];
}

/** Rules of the ports that a traffic daemon has on its nodes: they must be free on every node of its pools. */
export function judgeHostPorts({ hostPorts, cloud, pools }: JudgedPorts, problems: Problems): void {
  judgeDistinct(hostPorts, problems);
  for (const [name, port] of Object.entries(hostPorts)) {
    const at = `hostPorts.${name}`;
    if (!judgeReserved({ at, port }, PLATFORMS[cloud], problems)) continue;
    for (const pool of pools) judgeEphemeral({ at, port }, pool, problems);
  }
}

interface PlacedPort {
  readonly at: string;
  readonly port: number;
}

function judgeDistinct({ http, health, metrics }: HostPorts, problems: Problems): void {
  const remedy = 'choose another port';
  const rule = "differ from 'hostPorts.http', because clients of the balancer could otherwise reach it";
  problems.require(health !== http, 'hostPorts.health', rule, health, remedy);
  problems.require(metrics !== http, 'hostPorts.metrics', rule, metrics, remedy);
  const apart = "differ from 'hostPorts.health', which only the balancer and the kubelet ask";
  problems.require(metrics !== health, 'hostPorts.metrics', apart, metrics, remedy);
}

function judgeReserved({ at, port }: PlacedPort, { name, asOf, owners }: PlatformPorts, problems: Problems): boolean {
  const taken = owners.find(({ ports }) => missingPorts([[port, port]], parsePortList(ports) ?? []).length === 0);
  const rule = `be free on every node: ${taken?.owner} has the ports ${taken?.ports} on ${name}, by the list of ${asOf}`;
  if (!problems.require(taken === undefined, at, rule, port, 'choose another port')) return false;
  const isNodePort = sharedPorts([port, port], NODE_PORTS) !== undefined;
  const outside = `be outside of ${renderPortRange(NODE_PORTS)}, the ports that Kubernetes gives to Services on every node`;
  return problems.require(!isNodePort, at, outside, port, 'choose another port');
}

/** A connection that the node itself begins could have the port just when the proxy starts, which then could not listen. */
function judgeEphemeral({ at, port }: PlacedPort, pool: NodePoolSpec, problems: Problems): void {
  const { range, reserved } = ephemeralPortsOf(pool.kernel, imageFamilyOf(pool));
  const isFree = sharedPorts([port, port], range) === undefined || missingPorts([[port, port]], reserved).length === 0;
  const rule = `be outside of the ephemeral ports of pool '${pool.name}' (${EPHEMERAL_RANGE} ${range.join(' ')}), because a connection of the node could occupy it`;
  const list = renderPortList([...reserved, [port, port]]);
  const remedy = `choose a port below ${range[0]}, or state '${EPHEMERAL_RESERVED}' of '${list}' in the pool's kernel`;
  problems.require(isFree, at, rule, port, remedy);
}
