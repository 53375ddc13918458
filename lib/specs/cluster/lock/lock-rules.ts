import { Cidr } from '../../../values/cidr';
import { KubernetesVersion } from '../../../values/kubernetes-version';
import { ownMember } from '../../../values/own-member';
import type { Problems } from '../../../values/problems';
import { partSubject } from '../../fields/part-subject';
import type { ClusterInput } from '../cluster-input';
import type { AwsClusterSpec, ClusterSpec } from '../cluster-spec';
import { lockCluster, rangesOf } from './lock-cluster';
import { judgeLockedGroups } from './lock-group-rules';
import { judgeLockedPool } from './lock-pool-rules';
import { judgeLockedTraffic } from './lock-traffic-rules';
import { LOCK_FILE, type LockedCluster } from './locked-cluster';

/** A cluster, and its entry in the lock. */
export interface JudgedLock {
  /** The input as the user wrote it; rules read it only to ask whether a member was stated. */
  readonly stated: ClusterInput;
  readonly spec: ClusterSpec;
  readonly locked: LockedCluster;
}

/** Refuses changes of a deployed cluster that cost more than the plan says, and names the steps that lead to the same result safely. */
export function judgeLockedCluster(judged: JudgedLock, problems: Problems): void {
  judgeForGood(judged, problems);
  judgeMinor(judged, problems);
  judgeReusedRanges(judged, problems);
  judgePrimaryZone(judged, problems);
  judgePoolNames(judged, problems);
  judgeLockedGroups(judged, problems);
  judgeLockedTraffic(judged.spec, judged.locked, problems);
  judged.spec.pools.forEach((pool, index) => {
    const [locked, stated] = [ownMember(judged.locked.pools, pool.name), judged.stated.pools[index]];
    if (locked === undefined || stated === undefined) return;
    judgeLockedPool({ stated, spec: pool, locked }, problems.at(partSubject('pool', pool, index)));
  });
}

/** Region, datapath, network, ranges and the key of Secrets cannot change in a deployed cluster: a change would replace the cluster. */
function judgeForGood({ spec, locked }: JudgedLock, problems: Problems): void {
  const { region, datapath, network, secretsKey } = locked;
  const then = { region, datapath, ...named(network, secretsKey), ...locked.ranges };
  const { secretsKey: keyNow, network: networkNow } = lockCluster(spec, []);
  const now: Readonly<Record<string, string>> = {
    region: spec.region,
    datapath: spec.datapath,
    ...named(networkNow, keyNow),
    ...rangesOf(spec),
  };
  for (const [property, value] of Object.entries(then)) {
    const current = ownMember(now, property);
    // A zone that was removed from the network has no ranges any more.
    if (current === undefined || current === value) continue;
    const rule = `stay '${value}', with which the cluster was made (${LOCK_FILE})`;
    const remedy =
      'undo the change; for another value make a second cluster beside this one and move the workloads over';
    problems.add(property, rule, current, remedy);
  }
}

/** Control planes are upgraded by one minor at a time, and EKS never downgrades; GKE treats the minor as a minimum, so a lower one does nothing. */
function judgeMinor({ spec, locked }: JudgedLock, problems: Problems): void {
  const [was, is] = [locked.kubernetesVersion, spec.kubernetesVersion];
  // The rule of versions judges the step if `runningVersion` is stated.
  if (spec.runningVersion !== undefined || was === is) return;
  const step = problems.capture('kubernetesVersion', () =>
    KubernetesVersion.parse(is).minorsAfter(KubernetesVersion.parse(was)),
  );
  if (step === undefined) return;
  const state = "or state the minor that runs now as 'runningVersion'";
  if (step > 1) {
    const rule = `be at most one minor after ${was}, the minor in ${LOCK_FILE}`;
    problems.add('kubernetesVersion', rule, is, `deploy the next minor first and write the lock, ${state}`);
  }
  if (step < 0 && spec.cloud === 'aws') {
    const rule = `not be older than ${was}, the minor in ${LOCK_FILE}`;
    problems.add('kubernetesVersion', rule, is, `undo the change, because EKS cannot downgrade, ${state}`);
  }
}

/** Network and key of Secrets by the property that states each. */
function named(network: string, secretsKey: string | undefined): Readonly<Record<string, string>> {
  return {
    'network.existing': network,
    ...(secretsKey !== undefined && { 'controlPlane.secretsKeyArn': secretsKey }),
  };
}

/** Addresses of a removed zone are free only after the deploy that removes the zone. */
function judgeReusedRanges({ spec, locked }: JudgedLock, problems: Problems): void {
  const now = Object.entries(rangesOf(spec));
  const left = Object.entries(locked.ranges).filter(([property]) => !now.some(([name]) => name === property));
  const come = now.filter(([property]) => !Object.hasOwn(locked.ranges, property));
  for (const [property, range] of come) {
    const taken = left.find(([, other]) => overlap(range, other));
    if (taken === undefined) continue;
    const rule = `not overlap ${taken[1]}, which by ${LOCK_FILE} belongs to '${taken[0]}' until its zone is destroyed`;
    problems.add(property, rule, range, 'remove the old zone and write the lock, deploy, then add the new one');
  }
}

function overlap(left: string, right: string): boolean {
  const [one, other] = [Cidr.tryParse(left), Cidr.tryParse(right)];
  return one !== undefined && other !== undefined && one.overlaps(other);
}

/** The single NAT gateway of a network that the stack makes would be destroyed before its successor exists, and pods would lose their way out. */
function judgePrimaryZone({ spec, locked }: JudgedLock, problems: Problems): void {
  if (spec.cloud !== 'aws' || spec.network.existing !== undefined || locked.primaryZone === undefined) return;
  if (locked.nat === 'per-zone' && spec.network.nat === 'single') judgeLastGateway(spec.network, locked, problems);
  if (locked.nat !== 'single') return;
  const { primaryZone, nat, zones } = spec.network;
  const isGone = !zones.some(({ zone }) => zone === locked.primaryZone);
  if (!isGone && (nat === 'per-zone' || primaryZone === locked.primaryZone)) return;
  const property = isGone ? 'network.zones' : 'network.primaryZone';
  const rule = `${isGone ? 'hold' : 'stay'} '${locked.primaryZone}', the zone of the single NAT gateway (${LOCK_FILE})`;
  const remedy =
    "set 'nat' to 'per-zone' and deploy, change the zone and write the lock, deploy, then go back to 'single'; otherwise pods would lose the internet in between";
  problems.add(property, rule, isGone ? zones.map(({ zone }) => zone) : primaryZone, remedy);
}

/** If several NAT gateways become one, the zone of the remaining one must already have a gateway. */
function judgeLastGateway(
  { primaryZone }: AwsClusterSpec['network'],
  { ranges }: LockedCluster,
  problems: Problems,
): void {
  const zones = Object.keys(ranges).flatMap((name) => /^network\.zones\.(.+)\.publicCidr$/.exec(name)?.[1] ?? []);
  const rule = `be a zone that already has a NAT gateway (${LOCK_FILE}): ${zones.join(', ')}`;
  const remedy = "deploy the new zone with 'nat' set to 'per-zone' first, and write the lock";
  problems.require(zones.includes(primaryZone), 'network.primaryZone', rule, primaryZone, remedy);
}

/** Terraform sees a renamed pool as one removed and one added pool, and destroys the one while it makes the other. */
function judgePoolNames({ spec, locked }: JudgedLock, problems: Problems): void {
  const names = spec.pools.map(({ name }) => name);
  const gone = Object.keys(locked.pools).filter((name) => !names.includes(name));
  const come = names.filter((name) => !Object.hasOwn(locked.pools, name));
  if (gone.length === 0 || come.length === 0) return;
  const rule = `not lose and gain pools in one change, because the old nodes would be destroyed before the new ones are Ready (${LOCK_FILE} has ${gone.join(', ')})`;
  const remedy =
    'add the new pool beside the old one and write the lock, deploy, wait until its nodes are Ready, drain the old nodes, then remove the old pool';
  problems.add('pools', rule, `${gone.join(', ')} removed, ${come.join(', ')} added`, remedy);
}
