import type { Problems } from '../../values/problems';
import { partSubject } from '../fields/part-subject';
import { judgeKernel } from '../kernel/kernel-rules';
import { judgeMachine } from '../machine/machine-rules';
import { judgeAwsImage } from '../pool/aws/aws-image-rules';
import { judgeAwsLimits } from '../pool/aws/aws-limit-rules';
import { judgeAwsPool } from '../pool/aws/aws-pool-rules';
import { judgeGooglePool } from '../pool/google/google-pool-rules';
import { judgePoolLoad } from '../pool/load/pool-load-rules';
import type { AwsNodePoolMembers, GoogleNodePoolMembers, NodePoolMembers } from '../pool/node-pool-fields';
import type { AwsNodePoolInput, NodePoolInput } from '../pool/node-pool-input';
import { judgeNodePool } from '../pool/node-pool-rules';
import { imageFamilyOf, type NodePoolSpec } from '../pool/node-pool-spec';
import { judgeReserved } from '../pool/node-reservation-rules';
import { judgeReboots } from '../pool/reboots/reboot-rules';
import type { ClusterSpec } from './cluster-spec';
import type { JudgedCluster } from './judged-cluster';

/** Rules of every pool of a cluster whose fields are valid. */
export function judgePools({ stated, input, spec: cluster, isSound }: JudgedCluster, problems: Problems): void {
  input.pools.forEach((pool, index) => {
    const own = problems.at(partSubject('pool', pool, index));
    const [written, spec] = [stated.pools[index], cluster.pools[index]];
    if (written === undefined || spec === undefined || !isSound(own)) return;
    judgePool({ stated: written, input: pool, spec, cluster }, own);
  });
}

interface JudgedPart {
  readonly stated: NodePoolInput;
  readonly input: NodePoolMembers;
  readonly spec: NodePoolSpec;
  readonly cluster: ClusterSpec;
}

function judgePool(judged: JudgedPart, problems: Problems): void {
  const { stated, input, spec, cluster } = judged;
  judgeNodePool({ input, spec, networkZones: networkZonesOf(cluster) }, problems);
  // Without the figures of the machine sums over memory, processors and addresses would be nonsense.
  if (!judgeMachine({ stated: input.machine, cloud: spec.cloud, property: 'machine' }, problems)) return;
  const prefixDelegation = cluster.cloud === 'aws' && cluster.controlPlane.prefixDelegation;
  judgeReserved(spec, { datapath: cluster.datapath, prefixDelegation }, problems);
  if (input.kernel !== undefined) {
    const { kubeProxy } = cluster.nodeTuner;
    judgeKernel(input.kernel, { imageFamily: imageFamilyOf(spec), machine: spec.machine, kubeProxy }, problems);
  }
  judgePoolLoad({ input, spec, datapath: cluster.datapath }, problems);
  if (stated.reboots !== undefined && input.reboots !== undefined) {
    judgeReboots({ stated: stated.reboots, input: input.reboots, pool: spec }, problems);
  }
  judgeOnCloud(judged, problems);
}

function judgeOnCloud({ stated, input, spec, cluster }: JudgedPart, problems: Problems): void {
  if (spec.cloud === 'google') {
    judgeGooglePool({ input: input as GoogleNodePoolMembers, spec, region: cluster.region }, problems);
    return;
  }
  if (cluster.cloud !== 'aws') return;
  const { kubernetesVersion, runningVersion, region } = cluster;
  judgeAwsImage(
    input as AwsNodePoolMembers,
    { kubernetesVersion, runningVersion, architecture: spec.machine.architecture },
    problems,
  );
  const { prefixDelegation } = cluster.controlPlane;
  judgeAwsPool({ stated: stated as AwsNodePoolInput, spec, prefixDelegation, region }, problems);
  judgeAwsLimits(spec, cluster.environment.tags, problems);
}

function networkZonesOf(cluster: ClusterSpec): readonly string[] {
  return cluster.cloud === 'aws' ? cluster.network.zones.map(({ zone }) => zone) : cluster.network.zones;
}
