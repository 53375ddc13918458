import type { Problems } from '../../values/problems';
import { partSubject } from '../fields/part-subject';
import { judgeAwsGroup } from '../group/aws/aws-group-rules';
import { judgeGoogleGroup } from '../group/google/google-group-rules';
import type { AwsClusterMembers } from './aws/aws-cluster-fields';
import type { AwsClusterSpec, GoogleClusterSpec } from './cluster-spec';
import type { GoogleClusterMembers } from './google/google-cluster-fields';
import type { JudgedCluster } from './judged-cluster';

/** Rules of every group of machines of a cluster whose fields are valid. */
export function judgeGroups({ input, spec, isSound }: JudgedCluster, problems: Problems): void {
  if (spec.cloud === 'aws') judgeAwsGroups(input as AwsClusterMembers, spec, { isSound, problems });
  else judgeGoogleGroups(input as GoogleClusterMembers, spec, { isSound, problems });
}

interface Judging extends Pick<JudgedCluster, 'isSound'> {
  readonly problems: Problems;
}

function judgeAwsGroups({ groups }: AwsClusterMembers, cluster: AwsClusterSpec, { isSound, problems }: Judging): void {
  const { region } = cluster;
  const networkZones = cluster.network.zones.map(({ zone }) => zone);
  groups.forEach((group, index) => {
    const own = problems.at(partSubject('group', group, index));
    const spec = cluster.groups[index];
    if (spec !== undefined && isSound(own)) judgeAwsGroup({ input: group, spec, region, networkZones }, own);
  });
}

function judgeGoogleGroups(
  { groups }: GoogleClusterMembers,
  cluster: GoogleClusterSpec,
  { isSound, problems }: Judging,
): void {
  const { region, network } = cluster;
  groups.forEach((group, index) => {
    const own = problems.at(partSubject('group', group, index));
    const spec = cluster.groups[index];
    if (spec === undefined || !isSound(own)) return;
    judgeGoogleGroup({ input: group, spec, region, networkZones: network.zones }, own);
  });
}
