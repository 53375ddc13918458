import type { Problems } from '../../values/problems';
import { imageTraits } from '../machine/image-family';
import {
  missingPorts,
  NODE_PORTS,
  type PortRange,
  parsePortList,
  renderPortList,
  renderPortRange,
  sharedPorts,
} from '../sysctl/sysctl-ports';
import { EPHEMERAL_RANGE, EPHEMERAL_RESERVED, USUAL_EPHEMERAL_RANGE } from './ephemeral-ports';
import { type JudgedKernel, sysctlProperty } from './judged-kernel';
import type { MergedSysctl } from './sysctl-merge';

const UNPRIVILEGED = 'net.ipv4.ip_unprivileged_port_start';

/** Rules of a node's ephemeral ports, which must not include node ports or ports of the node's own daemons. */
export function judgePorts({ values, surroundings }: JudgedKernel, problems: Problems): void {
  const own = listOf(imageTraits(surroundings.imageFamily)?.reservedPorts);
  const stated = values.get(EPHEMERAL_RESERVED);
  const reserved = stated === undefined ? own : listOf(stated.value);
  if (stated !== undefined) judgeReserved(stated, { own, reserved }, problems);
  const range = values.get(EPHEMERAL_RANGE);
  judgeStart(values.get(UNPRIVILEGED), range, problems);
  if (range === undefined) return;
  const [first, last] = range.value.split(/[ \t]+/).map(Number);
  if (first === undefined || last === undefined) return;
  const property = sysctlProperty([range, stated]);
  judgeRange({ property, range: [first, last] }, { own, reserved }, problems);
}

/**
 * Refuses values with which ephemeral ports would be privileged, because the kernel then rejects one of the two keys.
 *
 * @see https://github.com/torvalds/linux/blob/v6.6/net/ipv4/sysctl_net_ipv4.c for ipv4_local_port_range and ipv4_privileged_ports
 */
function judgeStart(start: MergedSysctl | undefined, range: MergedSysctl | undefined, problems: Problems): void {
  if (start === undefined) return;
  const first = Number((range?.value ?? USUAL_EPHEMERAL_RANGE).split(/[ \t]+/)[0]);
  const rule = `be at most ${first}, the first ephemeral port, because the kernel refuses ephemeral ports that are privileged`;
  const remedy = `lower it, or raise '${EPHEMERAL_RANGE}'`;
  problems.require(Number(start.value) <= first, sysctlProperty([start]), rule, start.value, remedy);
}

interface Reservations {
  /** Ports that the image reserves. */
  readonly own: readonly PortRange[];
  /** Ports that are reserved on the node: those of the pool, otherwise those of the image. */
  readonly reserved: readonly PortRange[];
}

function judgeReserved(stated: MergedSysctl, { own, reserved }: Reservations, problems: Problems): void {
  const missing = missingPorts(own, reserved);
  const rule = `contain the ports that the image reserves, because this list replaces the list of the image: ${renderPortList(own)}`;
  const remedy = `add ${renderPortList(missing)}`;
  problems.require(missing.length === 0, sysctlProperty([stated]), rule, stated.value, remedy);
}

interface Range {
  readonly property: string;
  readonly range: PortRange;
}

function judgeRange({ property, range }: Range, { own, reserved }: Reservations, problems: Problems): void {
  const shared = sharedPorts(range, NODE_PORTS);
  if (shared === undefined || missingPorts([shared], reserved).length === 0) return;
  const count = shared[1] - shared[0] + 1;
  const rule = `exclude the node ports ${renderPortRange(NODE_PORTS)} from the ephemeral ports, but ${count} of them are in the range`;
  const shown = `range ${range.join(' ')}, reserved ${renderPortList(reserved) || 'none'}`;
  const remedy = `state '${EPHEMERAL_RESERVED}' of '${renderPortList([...own, ...reserved, NODE_PORTS])}', or narrow the range`;
  problems.add(property, rule, shown, remedy);
}

function listOf(text: string | undefined): readonly PortRange[] {
  return parsePortList((text ?? '').replaceAll(' ', '')) ?? [];
}
