import { scalingGroupName } from '../../render/user-data/launch-hook';
import type { ClusterAutoscalerSpec } from '../../specs/cluster/controllers/cluster-autoscaler-spec';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';

/** Distance between two priorities, so that a person can add one in between during an incident. */
const STEP = 10;

/** Suffix that Terraform generates for the name of a managed node group: a time and a counter. */
const GENERATED_SUFFIX = '[0-9a-f]{26}';

/**
 * Renders the priorities as the expander reads them: YAML with a list of patterns for each priority, in which the highest comes first.
 * Pools without a stated priority share the lowest, because the expander never chooses a group that no pattern matches.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/expander/priority/readme.md
 */
export function renderPriorities({ pools, priorities = [] }: ClusterAutoscalerSpec): string {
  const ranked = priorities.map((name) => pools.filter((pool) => pool.name === name));
  const rest = pools.filter(({ name }) => !priorities.includes(name));
  const ranks = [...ranked, ...(rest.length > 0 ? [rest] : [])];
  return ranks.map((each, index) => renderRank((ranks.length - index) * STEP, each)).join('');
}

function renderRank(priority: number, pools: readonly AwsNodePoolSpec[]): string {
  const patterns = pools.flatMap(groupPatterns).map((pattern) => `  - '${pattern}'\n`);
  return `${priority}:\n${patterns.join('')}`;
}

/**
 * Patterns of the names of a pool's Auto Scaling groups. Each matches a whole name, because the groups of the pools `web` and `web-large`
 * begin alike. EKS names the group of a managed node group `eks-<node group>-<uuid>`.
 */
function groupPatterns(pool: AwsNodePoolSpec): readonly string[] {
  if (pool.aws.management === 'managed-node-group') return [`^eks-${pool.name}-${GENERATED_SUFFIX}-`];
  return [...new Set(pool.zones.map((zone) => scalingGroupName(pool, zone)))].map((name) => `^${name}$`);
}
