/** What balancers probe, and how often. */
export interface HealthProbes {
  /** Balancers, each with checks of its own: one for each Service, or one that all share. */
  readonly balancers: number;
  /** Nodes that each balancer checks. */
  readonly nodes: number;
  /** Zones, in each of which a balancer has a machine that checks all nodes. */
  readonly zones: number;
  /** Seconds between two checks of a node by one machine. */
  readonly intervalSeconds: number;
}

/** Probes per second that arrive at all nodes together: every machine of every balancer checks every node. */
export function probesPerSecond({ balancers, nodes, zones, intervalSeconds }: HealthProbes): number {
  return (balancers * nodes * zones) / intervalSeconds;
}

/** The calculation of {@link probesPerSecond}, for people. */
export function probeSum(probes: HealthProbes): string {
  const { balancers, nodes, zones, intervalSeconds } = probes;
  return `${balancers} x ${nodes} nodes x ${zones} zones / ${intervalSeconds} s = ${rounded(probesPerSecond(probes))}/s`;
}

/** A service of which one pod is dead, and whose balancer checks nodes that pass each check on to any of its pods. */
export interface DeadPod {
  /** Pods of the service, the dead one included, at least 1. */
  readonly pods: number;
  /** Failed checks in a row after which a balancer takes a node out. */
  readonly unhealthyAfter: number;
  /** Passed checks in a row after which a balancer takes a node back. */
  readonly healthyAfter: number;
}

/**
 * Share of the nodes, 0 to 1, that are out of the balancer on average while the pod is dead, although nothing is wrong with them: each check of
 * a node fails where it meets the dead pod.
 *
 * A node is in until `unhealthyAfter` checks in a row have failed, and out until `healthyAfter` in a row have passed; the share is the mean time
 * out divided by both mean times together.
 */
export function shareOut({ pods, unhealthyAfter, healthyAfter }: DeadPod): number {
  const failing = 1 / pods;
  if (pods <= 1) return 1;
  const out = checksUntilRun(healthyAfter, 1 - failing);
  return out / (checksUntilRun(unhealthyAfter, failing) + out);
}

/** Mean number of checks until so many in a row have had an outcome with this chance, which is above 0 and below 1. */
function checksUntilRun(length: number, chance: number): number {
  return (1 - chance ** length) / ((1 - chance) * chance ** length);
}

/** A number with two digits that count, without needless zeros. */
export function rounded(value: number): string {
  return String(value >= 10 ? Math.round(value) : Number(value.toPrecision(2)));
}
