import type { Problems } from '../../values/problems';
import { partSubject } from '../fields/part-subject';
import { judgeAwsNetwork } from '../network/aws-network-rules';
import { judgeAwsPrivateAccess } from '../network/aws-private-access-rules';
import { judgeGoogleNetwork, judgeGooglePrivateAccess } from '../network/google-network-rules';
import { judgeRoom } from '../workload/replicas/room-rules';
import { judgeAddonPool } from './addon-pool-rules';
import { judgeAwsAddresses, judgeGoogleAddresses } from './address-rules';
import { judgeAwsAccess } from './aws/aws-access-rules';
import { judgeAwsControlPlane } from './aws/aws-control-plane-rules';
import { judgeCluster } from './cluster-rules';
import type { AwsClusterSpec, GoogleClusterSpec } from './cluster-spec';
import { judgeClusterAutoscaler } from './controllers/cluster-autoscaler-rules';
import { judgeTerminationHandler } from './controllers/termination-handler-rules';
import { judgeDrainChains } from './drain/drain-chain-rules';
import type { GoogleClusterMembers } from './google/google-cluster-fields';
import { judgeGoogleControlPlane } from './google/google-control-plane-rules';
import { judgeUpgradeRoom } from './google/upgrade-room-rules';
import { judgeGroups } from './judge-groups';
import { judgePools } from './judge-pools';
import type { JudgedCluster } from './judged-cluster';
import { judgeLockedCluster } from './lock/lock-rules';
import { judgeRebootRisks } from './reboot-risk-rules';

/** Gathers every problem of a cluster and of its parts; a part whose own fields failed is not judged further. */
export function judgeClusterInput(judged: JudgedCluster, problems: Problems): void {
  const { input, spec, isSound } = judged;
  const before = problems.count;
  judgeCluster(judged, problems);
  const hasPools = hasSoundMachines(judged, problems);
  if (isSound(problems)) {
    if (hasPools) {
      judgeAddonPool(spec, problems);
      judgeClusterAutoscaler(spec, problems);
      judgeTerminationHandler(spec, problems);
    }
    if (spec.cloud === 'aws') judgeAwsCluster(spec, problems);
    else judgeGoogleCluster(input as GoogleClusterMembers, spec, problems);
    // Sums over pools, and the comparison with the lock, need valid fields of every pool.
    if (hasPools) {
      judgeAddresses(spec, problems);
      if (judged.locked !== undefined)
        judgeLockedCluster({ stated: judged.stated, spec, locked: judged.locked }, problems);
    }
  }
  judgePools(judged, problems);
  judgeGroups(judged, problems);
  // Sums follow from sizes, windows, requests and replicas, so that one invalid value would make the numbers wrong.
  if (problems.count === before && hasPools) judgeSums(spec, problems);
  // A drain counts the pods of a node, which needs workloads that fit their pools.
  if (problems.count === before && hasPools) judgeDrainChains(judged, problems);
}

/** Whether the fields of every pool and group are valid, so that sums over machines can be formed. */
function hasSoundMachines({ spec, isSound }: JudgedCluster, problems: Problems): boolean {
  const groups = spec.cloud === 'aws' ? spec.groups : [];
  const arePools = spec.pools.every((pool, index) => isSound(problems.at(partSubject('pool', pool, index))));
  return arePools && groups.every((group, index) => isSound(problems.at(partSubject('group', group, index))));
}

/** Rules of sums: the nodes that are down at once, and the room of the pools for the pods of each service. */
function judgeSums(spec: AwsClusterSpec | GoogleClusterSpec, problems: Problems): void {
  judgeRebootRisks(spec, problems);
  if (spec.cloud === 'google') judgeUpgradeRoom(spec, problems);
  spec.workloads.forEach((workload, index) => {
    judgeRoom(workload, spec, problems.at(partSubject('workload', workload, index)));
  });
}

function judgeAwsCluster(cluster: AwsClusterSpec, problems: Problems): void {
  const { network, region, controlPlane } = cluster;
  judgeAwsNetwork({ network, region, serviceCidr: controlPlane.serviceCidr }, problems);
  judgeAwsControlPlane(cluster, problems);
  judgeAwsAccess(cluster.access, region, problems);
  judgeAwsPrivateAccess(cluster.privateAccess, { region, vpcCidr: network.vpcCidr }, problems);
}

function judgeGoogleCluster(input: GoogleClusterMembers, cluster: GoogleClusterSpec, problems: Problems): void {
  judgeGoogleNetwork(cluster.network, cluster.region, problems);
  judgeGooglePrivateAccess(cluster.privateAccess, problems);
  judgeGoogleControlPlane(input, cluster, problems);
}

function judgeAddresses(cluster: AwsClusterSpec | GoogleClusterSpec, problems: Problems): void {
  if (cluster.cloud === 'aws') judgeAwsAddresses(cluster, problems);
  else judgeGoogleAddresses(cluster, problems);
}
