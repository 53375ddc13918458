import { Cidr } from '../../../values/cidr';
import { KubernetesVersion } from '../../../values/kubernetes-version';
import { ownMember } from '../../../values/own-member';
import type { Problems } from '../../../values/problems';
import { partSubject } from '../../fields/part-subject';
import type { ClusterInput } from '../cluster-input';
import type { AwsClusterSpec, ClusterSpec } from '../cluster-spec';
import { lockCluster, rangesOf } from './lock-cluster';
import { judgeLockedPool } from './lock-pool-rules';
import { LOCK_FILE, type LockedCluster } from './locked-cluster';

/** A cluster, and what the lock says that it was. */
export interface JudgedLock {
  /** Only for what was stated at all. */
  readonly stated: ClusterInput;
  readonly spec: ClusterSpec;
  readonly locked: LockedCluster;
}

/** Refuses what a plan would do to a living cluster without saying so, with the steps that lead there. */
export function judgeLockedCluster(judged: JudgedLock, problems: Problems): void {
  judgeForGood(judged, problems);
  judgeMinor(judged, problems);
  judgeReusedRanges(judged, problems);
  judgePrimaryZone(judged, problems);
  judgePoolNames(judged, problems);
  judged.spec.pools.forEach((pool, index) => {
    const [locked, stated] = [ownMember(judged.locked.pools, pool.name), judged.stated.pools[index]];
    if (locked === undefined || stated === undefined) return;
    judgeLockedPool({ stated, spec: pool, locked }, problems.at(partSubject('pool', pool, index)));
  });
}

/** Region, datapath, network, ranges and the key of Secrets: a cluster has them for good, or another one takes its place. */
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
    // A zone that left the network takes its ranges with it.
    if (current === undefined || current === value) continue;
    const rule = `stay '${value}', which ${LOCK_FILE} says that the cluster was made with`;
    const remedy = 'undo it; for other ones make a second cluster beside this one and move over';
    problems.add(property, rule, current, remedy);
  }
}

/** Control planes move one minor at a time, and those of EKS never back; on GKE the minor is a floor, and a lower one does nothing. */
function judgeMinor({ spec, locked }: JudgedLock, problems: Problems): void {
  const [was, is] = [locked.kubernetesVersion, spec.kubernetesVersion];
  // With `runningVersion` the rule of versions has spoken.
  if (spec.runningVersion !== undefined || was === is) return;
  const step = problems.capture('kubernetesVersion', () =>
    KubernetesVersion.parse(is).minorsAfter(KubernetesVersion.parse(was)),
  );
  if (step === undefined) return;
  const state = "or state the minor that runs now as 'runningVersion'";
  if (step > 1) {
    const rule = `be at most one minor after ${was}, which ${LOCK_FILE} says that it was`;
    problems.add('kubernetesVersion', rule, is, `deploy the next minor first and write the lock, ${state}`);
  }
  if (step < 0 && spec.cloud === 'aws') {
    const rule = `not be older than ${was}, which ${LOCK_FILE} says that it was`;
    problems.add('kubernetesVersion', rule, is, `EKS takes no minor back: undo it, ${state}`);
  }
}

/** Some things by the property that states them. */
function named(network: string, secretsKey: string | undefined): Readonly<Record<string, string>> {
  return {
    'network.existing': network,
    ...(secretsKey !== undefined && { 'controlPlane.secretsKeyArn': secretsKey }),
  };
}

/** Addresses of a zone that leaves are free only after the deploy in which it does. */
function judgeReusedRanges({ spec, locked }: JudgedLock, problems: Problems): void {
  const now = Object.entries(rangesOf(spec));
  const left = Object.entries(locked.ranges).filter(([property]) => !now.some(([name]) => name === property));
  const come = now.filter(([property]) => !Object.hasOwn(locked.ranges, property));
  for (const [property, range] of come) {
    const taken = left.find(([, other]) => overlap(range, other));
    if (taken === undefined) continue;
    const rule = `not take addresses of ${taken[1]}, which ${LOCK_FILE} says that '${taken[0]}' has until it is gone`;
    problems.add(property, rule, range, 'remove the old zone and write the lock, deploy, then add the new one');
  }
}

function overlap(left: string, right: string): boolean {
  const [one, other] = [Cidr.tryParse(left), Cidr.tryParse(right)];
  return one !== undefined && other !== undefined && one.overlaps(other);
}

/** The one NAT gateway of a network of ours would be destroyed before there is another. */
function judgePrimaryZone({ spec, locked }: JudgedLock, problems: Problems): void {
  if (spec.cloud !== 'aws' || spec.network.existing !== undefined || locked.primaryZone === undefined) return;
  if (locked.nat === 'per-zone' && spec.network.nat === 'single') judgeLastGateway(spec.network, locked, problems);
  if (locked.nat !== 'single') return;
  const { primaryZone, nat, zones } = spec.network;
  const isGone = !zones.some(({ zone }) => zone === locked.primaryZone);
  if (!isGone && (nat === 'per-zone' || primaryZone === locked.primaryZone)) return;
  const property = isGone ? 'network.zones' : 'network.primaryZone';
  const rule = `${isGone ? 'hold' : 'stay'} '${locked.primaryZone}', where ${LOCK_FILE} says that the one NAT gateway is`;
  const remedy =
    "take nat 'per-zone' and deploy, change it and write the lock, deploy, then go back to 'single'; pods would have no way out in between";
  problems.add(property, rule, isGone ? zones.map(({ zone }) => zone) : primaryZone, remedy);
}

/** Of several gateways the one that stays is there already. */
function judgeLastGateway(
  { primaryZone }: AwsClusterSpec['network'],
  { ranges }: LockedCluster,
  problems: Problems,
): void {
  const zones = Object.keys(ranges).flatMap((name) => /^network\.zones\.(.+)\.publicCidr$/.exec(name)?.[1] ?? []);
  const rule = `be a zone that has a gateway by ${LOCK_FILE}: ${zones.join(', ')}`;
  const remedy = "deploy the new zone with nat 'per-zone' first, and write the lock";
  problems.require(zones.includes(primaryZone), 'network.primaryZone', rule, primaryZone, remedy);
}

/** A renamed pool is a pool less and a pool more, and both begin at the same moment. */
function judgePoolNames({ spec, locked }: JudgedLock, problems: Problems): void {
  const names = spec.pools.map(({ name }) => name);
  const gone = Object.keys(locked.pools).filter((name) => !names.includes(name));
  const come = names.filter((name) => !Object.hasOwn(locked.pools, name));
  if (gone.length === 0 || come.length === 0) return;
  const rule = `not lose and gain pools in one change, for both would begin at the same moment (${LOCK_FILE} knows ${gone.join(', ')})`;
  const remedy =
    'add the new pool beside the old one and write the lock, deploy, wait until its nodes are Ready, drain the old nodes, then remove the old pool';
  problems.add('pools', rule, `${gone.join(', ')} gone, ${come.join(', ')} come`, remedy);
}
