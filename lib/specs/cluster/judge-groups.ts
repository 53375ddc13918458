import type { Problems } from '../../values/problems';
import { partSubject } from '../fields/part-subject';
import { judgeAwsGroup } from '../group/aws/aws-group-rules';
import type { AwsClusterMembers } from './aws/aws-cluster-fields';
import type { JudgedCluster } from './judged-cluster';

/** Rules of every group of machines of a cluster whose fields are valid. */
export function judgeGroups({ input, spec: cluster, isSound }: JudgedCluster, problems: Problems): void {
  if (cluster.cloud !== 'aws') return;
  const { region } = cluster;
  const networkZones = cluster.network.zones.map(({ zone }) => zone);
  (input as AwsClusterMembers).groups.forEach((group, index) => {
    const own = problems.at(partSubject('group', group, index));
    const spec = cluster.groups[index];
    if (spec !== undefined && isSound(own)) judgeAwsGroup({ input: group, spec, region, networkZones }, own);
  });
}
