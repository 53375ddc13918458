import { type NodeLoad, nodeLoad, nodesAfterZoneLoss } from '../../analysis/connection-sizing';
import type { Problems } from '../../values/problems';
import type { LoadProfile } from '../kernel/kernel-fields';
import type { Datapath } from '../machine/datapath';
import { countPorts, missingPorts, type PortRange, parsePortList } from '../sysctl/sysctl-ports';
import type { NodePoolSpec } from './node-pool-spec';
import { maxNodes } from './pool-size';

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

/** A pool with its load, and the datapath of its cluster. */
export interface JudgedLoad {
  readonly load: LoadProfile;
  readonly spec: NodePoolSpec;
  readonly datapath: Datapath;
}

/**
 * Refuses a pool whose kernel parameters are too small for its load, calculated for the maximum size of the pool after the loss of one
 * zone.
 */
export function judgeLoad(judged: JudgedLoad, problems: Problems): void {
  const { load, spec } = judged;
  const nodes = maxNodes(spec);
  // The rules of size and zones report a pool without nodes or zones.
  if (nodes < 1 || spec.zones.length === 0) return;
  const node = nodeLoad(load, nodesAfterZoneLoss(nodes, spec.zones.length));
  judgeDatapath(judged, problems);
  judgeEntries(node, spec, problems);
  judgeSockets(node, spec, problems);
  if (load.legsPerConnection >= 2 || load.requestsPerSecond > 0) judgePorts(node, spec, problems);
  if (!load.preservesClientAddress) judgeTargets(node, load, problems);
}

/** Refuses a load on Dataplane V2 for pods, because Cilium tracks their connections in its own table, which no kernel parameter sizes. */
function judgeDatapath({ spec, datapath }: JudgedLoad, problems: Problems): void {
  const holds = datapath !== 'gke-dataplane-v2' || spec.purpose === 'traffic';
  const rule =
    "be stated on Dataplane V2 for pools of purpose 'traffic' only, because connections of other pods are not in the kernel's table";
  const remedy = 'leave it out here, because the datapath sizes its own table by the memory of the node';
  problems.require(holds, 'kernel.load', rule, spec.purpose, remedy);
}

function judgeEntries({ conntrackEntries, conntrackSum }: NodeLoad, spec: NodePoolSpec, problems: Problems): void {
  const stated = plannedValue(spec, 'net.netfilter.nf_conntrack_max');
  const left = Math.max(KUBE_PROXY_PER_CORE * spec.machine.vcpu, KUBE_PROXY_LEAST);
  const has = stated === undefined ? left : Number(stated);
  const whose = stated === undefined ? `${has}, kube-proxy's default on ${spec.machine.vcpu} vCPUs` : String(has);
  const rule = `fit into net.netfilter.nf_conntrack_max of a node (${whose}) after the loss of one zone`;
  const remedy = "add the profile 'many-connections', state a larger table, or raise 'size.max'";
  problems.require(conntrackEntries <= has, 'kernel.load', rule, `${conntrackSum} entries`, remedy);
}

/** Rules of a node's sockets: open files of the process that accepts the connections, pages of buffers, and memory. */
function judgeSockets(node: NodeLoad, spec: NodePoolSpec, problems: Problems): void {
  const { memoryGib } = spec.machine;
  const lost = 'after the loss of one zone';
  const got = `${node.socketSum} sockets`;
  const more = "raise 'size.max'";
  if (spec.purpose === 'traffic') {
    const files = Math.min(Number(plannedValue(spec, 'fs.nr_open') ?? MOST_FILES), MOST_FILES);
    const rule = `fit into the ${files} files that a process in a container may have open (fs.nr_open and its limit), ${lost}`;
    problems.require(
      node.sockets <= files,
      'kernel.load',
      rule,
      got,
      `${more}, because no kernel parameter raises the limit`,
    );
  }
  const stated = plannedValue(spec, 'net.ipv4.tcp_mem')?.split(' ').at(-1);
  const usual = Math.floor((memoryGib * 2 ** 30 * USUAL_TCP_PERCENT) / 100 / 4096);
  const pages = stated === undefined ? usual : Number(stated);
  const whose = stated === undefined ? ", the kernel's default on this machine" : '';
  const buffers = `fit into the ${pages} pages of net.ipv4.tcp_mem${whose}, one for each socket, ${lost}`;
  const remedy = `add the profile 'many-connections', state 'net.ipv4.tcp_mem', or ${more}`;
  problems.require(node.bufferPages <= pages, 'kernel.load', buffers, got, remedy);
  const bytes = Math.floor((memoryGib * 2 ** 30 * SOCKET_MEMORY_PERCENT) / 100);
  const memory = `take at most ${SOCKET_MEMORY_PERCENT} % of the ${memoryGib} GiB of a node for sockets, ${bytes} bytes, ${lost}`;
  const sum = `${got} of 8192 bytes = ${node.socketBytes}`;
  problems.require(node.socketBytes <= bytes, 'kernel.load', memory, sum, `take a larger machine, or ${more}`);
}

function judgePorts({ ephemeralPorts, ephemeralSum }: NodeLoad, spec: NodePoolSpec, problems: Problems): void {
  const ports = usablePorts(spec);
  const rule = `fit into the ${ports} ephemeral ports of a node towards one backend, after the loss of one zone`;
  const remedy = "add the profile 'reverse-proxy', more backends, or raise 'size.max'";
  problems.require(ephemeralPorts <= ports, 'kernel.load', rule, `${ephemeralSum} ports`, remedy);
}

function judgeTargets({ connections }: NodeLoad, load: LoadProfile, problems: Problems): void {
  const rule = `be at most ${PER_TARGET} connections for each target where the load balancer does not preserve the client's address`;
  const enough = Math.ceil(load.connections / PER_TARGET);
  const remedy = `keep at least ${enough} nodes after the loss of one zone, or preserve the address`;
  problems.require(connections <= PER_TARGET, 'kernel.load', rule, connections, remedy);
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
