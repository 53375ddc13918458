import { fullNodeLoad, type NodeLoad, nodeLoad, nodesAfterZoneLoss } from '../../../analysis/connection-sizing';
import type { Problems } from '../../../values/problems';
import type { Datapath } from '../../machine/datapath';
import { countPorts, missingPorts, type PortRange, parsePortList } from '../../sysctl/sysctl-ports';
import type { NodePoolSpec } from '../node-pool-spec';
import type { PoolLoad } from './load-fields';
import { lossOf, peakNodesOf } from './pool-capacity';

/** Source ports of a load balancer towards one target, where the balancer does not preserve the client's address. */
const PER_TARGET = 55_000;

/** Connection-tracking entries that kube-proxy sets by default: for each core, and at least. */
const KUBE_PROXY_PER_CORE = 32_768;
const KUBE_PROXY_LEAST = 131_072;

/** The kernel's default range of ephemeral ports. */
const USUAL_PORTS: PortRange = [32_768, 60_999];

/** Percent of the memory that the kernel's default allows for TCP: a sixteenth of nearly all memory, and at most half as much again. */
const USUAL_TCP_PERCENT = 9;

/**
 * Most open files of one process in a container: the limit that container runtimes set, which is the kernel's default of `fs.nr_open`.
 * A larger `fs.nr_open` alone does not raise the limit of a container, and Kubernetes has no setting for it.
 *
 * @see https://github.com/containerd/containerd/pull/9660 for 1048576, and half of it since containerd 2.0 unless the image says more
 * @see https://github.com/kubernetes/kubernetes/issues/3595
 */
const MOST_FILES = 1_048_576;

/** Most percent of the memory for the kernel's memory of all sockets, because programs need the rest. */
const SOCKET_MEMORY_PERCENT = 50;

/** A pool with its load, the datapath of its cluster, and the place of the load in the input. */
export interface JudgedLoad {
  readonly load: PoolLoad;
  readonly spec: NodePoolSpec;
  readonly datapath: Datapath;
  readonly property: 'load' | 'kernel.load';
}

/** The load of the fullest node, and how messages speak of it. */
interface JudgedNode {
  readonly node: NodeLoad;
  readonly spec: NodePoolSpec;
  /** Path of the load in the input. */
  readonly property: string;
  /** When a node has this load. */
  readonly when: string;
  /** Remedy that lowers the load of a node. */
  readonly more: string;
}

/**
 * Refuses a pool whose kernel parameters are too small for the load of a node: for its share after the loss of one zone, or for
 * `perNode.connections` where that is more, because a loop over the number of nodes keeps each of them as full as that.
 */
export function judgeNodeLoad(judged: JudgedLoad, problems: Problems): void {
  const { load, spec } = judged;
  if (peakNodesOf(spec).nodes < 1) return;
  const node = fullestNode(judged);
  judgeDatapath(judged, problems);
  judgeSockets(node, problems);
  if (!load.preservesClientAddress) judgeTargets(node, load, problems);
  // Cilium tracks the connections of pods, which have ports of their own; pods of a traffic pool use the network of their node.
  if (judged.datapath === 'gke-dataplane-v2' && spec.purpose !== 'traffic' && judged.property === 'load') return;
  judgeEntries(node, problems);
  if (load.legsPerConnection >= 2 || load.unpooledRequestsPerSecond > 0) judgePorts(node, problems);
}

function fullestNode({ load, spec, property }: JudgedLoad): JudgedNode {
  const peak = peakNodesOf(spec);
  const share = nodeLoad(load, nodesAfterZoneLoss(peak.nodes, spec.zones.length));
  const full = Math.min(load.perNode?.connections ?? 0, load.connections);
  if (spec.scaling.kind === 'fixed' || full <= share.connections) {
    return { node: share, spec, property, when: lossOf(spec), more: `raise '${peak.property}'` };
  }
  const own = 'load.perNode.connections';
  return { node: fullNodeLoad(load, full), spec, property: own, when: 'on a full node', more: 'lower it' };
}

/** Refuses a load in the former place on Dataplane V2 for pods, because Cilium tracks their connections in its own table, which no kernel parameter sizes. */
function judgeDatapath({ spec, datapath, property }: JudgedLoad, problems: Problems): void {
  const holds = property === 'load' || datapath !== 'gke-dataplane-v2' || spec.purpose === 'traffic';
  const rule =
    "be stated on Dataplane V2 for pools of purpose 'traffic' only, because connections of other pods are not in the kernel's table";
  const remedy = "state 'load' beside 'kernel', which is not compared with that table";
  problems.require(holds, property, rule, spec.purpose, remedy);
}

function judgeEntries({ node, spec, property, when, more }: JudgedNode, problems: Problems): void {
  const stated = plannedValue(spec, 'net.netfilter.nf_conntrack_max');
  const left = Math.max(KUBE_PROXY_PER_CORE * spec.machine.vcpu, KUBE_PROXY_LEAST);
  const has = stated === undefined ? left : Number(stated);
  const whose = stated === undefined ? `${has}, kube-proxy's default on ${spec.machine.vcpu} vCPUs` : String(has);
  const rule = `fit into net.netfilter.nf_conntrack_max of a node (${whose}) ${when}`;
  const remedy = `add the profile 'many-connections', state a larger table, or ${more}`;
  problems.require(node.conntrackEntries <= has, property, rule, `${node.conntrackSum} entries`, remedy);
}

/** Rules of a node's sockets: open files of the process that accepts the connections, pages of buffers, and memory. */
function judgeSockets(judged: JudgedNode, problems: Problems): void {
  const { node, spec, property, when, more } = judged;
  const { memoryGib } = spec.machine;
  const got = `${node.socketSum} sockets`;
  if (spec.purpose === 'traffic') judgeFiles(judged, problems);
  const stated = plannedValue(spec, 'net.ipv4.tcp_mem')?.split(' ').at(-1);
  const usual = Math.floor((memoryGib * 2 ** 30 * USUAL_TCP_PERCENT) / 100 / 4096);
  const pages = stated === undefined ? usual : Number(stated);
  const whose = stated === undefined ? ", the kernel's default on this machine" : '';
  const buffers = `fit into the ${pages} pages of net.ipv4.tcp_mem${whose}, one for each socket, ${when}`;
  const remedy = `add the profile 'many-connections', state 'net.ipv4.tcp_mem', or ${more}`;
  problems.require(node.bufferPages <= pages, property, buffers, got, remedy);
  const bytes = Math.floor((memoryGib * 2 ** 30 * SOCKET_MEMORY_PERCENT) / 100);
  const memory = `take at most ${SOCKET_MEMORY_PERCENT} % of the ${memoryGib} GiB of a node for sockets, ${bytes} bytes, ${when}`;
  const sum = `${got} of 8192 bytes = ${node.socketBytes}`;
  problems.require(node.socketBytes <= bytes, property, memory, sum, `take a larger machine, or ${more}`);
}

function judgeFiles({ node, spec, property, when, more }: JudgedNode, problems: Problems): void {
  const files = Math.min(Number(plannedValue(spec, 'fs.nr_open') ?? MOST_FILES), MOST_FILES);
  const rule = `fit into the ${files} files that a process in a container may have open (fs.nr_open and its limit), ${when}`;
  const remedy = `${more}, because no kernel parameter raises the limit`;
  problems.require(node.sockets <= files, property, rule, `${node.socketSum} sockets`, remedy);
}

function judgePorts({ node, spec, property, when, more }: JudgedNode, problems: Problems): void {
  const ports = usablePorts(spec);
  const rule = `fit into the ${ports} ephemeral ports of a node towards one backend, ${when}`;
  const remedy = `add the profile 'reverse-proxy', more backends, or ${more}`;
  problems.require(node.ephemeralPorts <= ports, property, rule, `${node.ephemeralSum} ports`, remedy);
}

function judgeTargets({ node, property, when, more }: JudgedNode, load: PoolLoad, problems: Problems): void {
  const rule = `be at most ${PER_TARGET} connections for each target where the load balancer does not preserve the client's address`;
  const enough = Math.ceil(load.connections / PER_TARGET);
  const less = more === 'lower it' ? more : `keep at least ${enough} nodes ${when}`;
  problems.require(
    node.connections <= PER_TARGET,
    property,
    rule,
    node.connections,
    `${less}, or preserve the address`,
  );
}

function usablePorts(spec: NodePoolSpec): number {
  const [first, last] = (plannedValue(spec, 'net.ipv4.ip_local_port_range') ?? '').split(' ').map(Number);
  const range: PortRange = first === undefined || last === undefined ? USUAL_PORTS : [first, last];
  const reserved = parsePortList(plannedValue(spec, 'net.ipv4.ip_local_reserved_ports') ?? '') ?? [];
  return countPorts(missingPorts([range], reserved));
}

function plannedValue(spec: NodePoolSpec, key: string): string | undefined {
  return spec.kernel.sysctls.find((sysctl) => sysctl.key === key)?.value;
}
