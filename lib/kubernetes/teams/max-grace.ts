import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { DEFAULT_MAX_GRACE_SECONDS } from '../../specs/workload/team-spec';
import type { PolicyVariable } from '../admission/policy-parts';

/** Variables of an admission policy: `maxGrace` is the longest grace period in seconds that the request's team may state. */
export function renderMaxGrace(cluster: ClusterSpec): readonly PolicyVariable[] {
  const graces = cluster.teams.map(({ name, maxGraceSeconds }) => `'${name}': ${maxGraceSeconds}`).join(', ');
  return [
    { name: 'graces', expression: `{${graces}}` },
    {
      name: 'maxGrace',
      expression: `request.namespace in variables.graces ? variables.graces[request.namespace] : ${DEFAULT_MAX_GRACE_SECONDS}`,
    },
  ];
}
