import type { Problems } from '../../values/problems';
import { partSubject } from '../fields/part-subject';
import { judgeKernel } from '../kernel/kernel-rules';
import { judgeAwsNetwork } from '../network/aws-network-rules';
import { judgeAwsPrivateAccess } from '../network/aws-private-access-rules';
import { judgeGoogleNetwork, judgeGooglePrivateAccess } from '../network/google-network-rules';
import { judgeAwsImage } from '../pool/aws/aws-image-rules';
import { judgeAwsPool } from '../pool/aws/aws-pool-rules';
import { judgeGooglePool } from '../pool/google/google-pool-rules';
import { judgeLoad } from '../pool/load-rules';
import type { AwsNodePoolInput, GoogleNodePoolInput, NodePoolInput } from '../pool/node-pool-input';
import { judgeNodePool } from '../pool/node-pool-rules';
import { imageFamilyOf, type NodePoolSpec } from '../pool/node-pool-spec';
import { judgeReboots } from '../pool/reboots/reboot-rules';
import { judgeAddonPool } from './addon-pool-rules';
import { judgeAwsAddresses, judgeGoogleAddresses } from './address-rules';
import { judgeAwsAccess } from './aws/aws-access-rules';
import type { AwsClusterInput } from './aws/aws-cluster-input';
import { judgeAwsControlPlane } from './aws/aws-control-plane-rules';
import type { ClusterInput } from './cluster-input';
import { judgeCluster } from './cluster-rules';
import type { AwsClusterSpec, ClusterSpec, GoogleClusterSpec } from './cluster-spec';
import type { GoogleClusterInput } from './google/google-cluster-input';
import { judgeGoogleControlPlane } from './google/google-control-plane-rules';
import { judgeRebootRisks } from './reboot-risk-rules';

/** Gathers every problem of a cluster and of its parts. */
export function judgeClusterInput(input: ClusterInput, cluster: ClusterSpec, problems: Problems): void {
  const before = problems.count;
  judgeCluster(input, cluster, problems);
  judgeAddonPool(cluster, problems);
  if (cluster.cloud === 'aws') judgeAwsCluster(input as AwsClusterInput, cluster, problems);
  else judgeGoogleCluster(input as GoogleClusterInput, cluster, problems);
  judgePools(input, cluster, problems);
  // What is down at once follows from sizes, windows and replicas: with a wrong one the figures would be nonsense.
  if (problems.count === before) judgeRebootRisks(cluster, problems);
}

function judgeAwsCluster(input: AwsClusterInput, cluster: AwsClusterSpec, problems: Problems): void {
  const { network, region, controlPlane } = cluster;
  judgeAwsNetwork({ network, region, serviceCidr: controlPlane.serviceCidr }, problems);
  judgeAwsControlPlane(input, cluster, problems);
  judgeAwsAccess(cluster.access, problems);
  judgeAwsPrivateAccess(cluster.privateAccess, network.vpcCidr, problems);
  judgeAwsAddresses(cluster, problems);
}

function judgeGoogleCluster(input: GoogleClusterInput, cluster: GoogleClusterSpec, problems: Problems): void {
  judgeGoogleNetwork(cluster.network, cluster.region, problems);
  judgeGooglePrivateAccess(cluster.privateAccess, problems);
  judgeGoogleControlPlane(input, cluster, problems);
  judgeGoogleAddresses(cluster, problems);
}

function judgePools(input: ClusterInput, cluster: ClusterSpec, problems: Problems): void {
  input.pools.forEach((pool, index) => {
    const spec = cluster.pools[index];
    if (spec !== undefined) judgePool({ input: pool, spec, cluster }, problems.at(partSubject('pool', pool, index)));
  });
}

interface JudgedPart {
  readonly input: NodePoolInput;
  readonly spec: NodePoolSpec;
  readonly cluster: ClusterSpec;
}

function judgePool({ input, spec, cluster }: JudgedPart, problems: Problems): void {
  judgeNodePool({ input, spec, networkZones: networkZonesOf(cluster) }, problems);
  const { machine } = spec;
  const { kubeProxy } = cluster.nodeTuner;
  if (input.kernel !== undefined) {
    judgeKernel(input.kernel, { imageFamily: imageFamilyOf(spec), machine, kubeProxy }, problems);
  }
  const load = input.kernel?.load;
  if (load !== undefined) judgeLoad({ load, spec, datapath: cluster.datapath }, problems);
  if (input.reboots !== undefined) judgeReboots(input.reboots, spec, problems);
  judgeOnCloud({ input, spec, cluster }, problems);
}

function judgeOnCloud({ input, spec, cluster }: JudgedPart, problems: Problems): void {
  if (spec.cloud === 'google') {
    judgeGooglePool({ input: input as GoogleNodePoolInput, spec }, problems);
    return;
  }
  if (cluster.cloud !== 'aws') return;
  const own = input as AwsNodePoolInput;
  judgeAwsImage(
    own,
    { kubernetesVersion: cluster.kubernetesVersion, runningVersion: cluster.runningVersion },
    problems,
  );
  judgeAwsPool({ input: own, spec, prefixDelegation: cluster.controlPlane.prefixDelegation }, problems);
}

function networkZonesOf(cluster: ClusterSpec): readonly string[] {
  return cluster.cloud === 'aws' ? cluster.network.zones.map(({ zone }) => zone) : cluster.network.zones;
}
