import type { Problems } from '../../../values/problems';
import type { AwsNodePoolSpec } from '../node-pool-spec';

/** Types that a managed group takes, `machine.type` included. */
const MAX_MANAGED_TYPES = 20;
const MAX_ALARMS = 10;
const MAX_GROUP_TAGS = 50;

/** Tags of ours on every group, and beside them on one that the cluster autoscaler finds by tags. */
const OWN_TAGS = ['Name', 'keelson.dev/pool', 'kubernetes.io/cluster/<name>'];
const AUTOSCALER_TAGS = ['enabled', '<cluster>', 'ephemeral-storage'];

/**
 * Counts that the APIs of EKS and Auto Scaling bound.
 *
 * @param environmentTags tags of every resource of the environment, ours included.
 * @see https://github.com/boto/botocore/blob/develop/botocore/data/autoscaling/2011-01-01/service-2.json
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-tagging.html
 */
export function judgeAwsLimits(
  spec: AwsNodePoolSpec,
  environmentTags: Readonly<Record<string, string>>,
  problems: Problems,
): void {
  const { rollout, management, capacity } = spec.aws;
  const alarms = rollout.alarmNames.length;
  const most = `name at most ${MAX_ALARMS} alarms`;
  problems.require(alarms <= MAX_ALARMS, 'aws.rollout.alarmNames', most, alarms, 'join them in a composite alarm');
  if (management === 'managed-node-group' && capacity.kind === 'mixed') {
    const types = capacity.alternativeTypes.length;
    const rule = `name at most ${MAX_MANAGED_TYPES - 1} types beside 'machine.type' on a managed node group`;
    const remedy = "remove some, or use management 'self-managed'";
    problems.require(types < MAX_MANAGED_TYPES, 'aws.capacity.alternativeTypes', rule, types, remedy);
  }
  if (management === 'self-managed') judgeGroupTags(spec, Object.keys(environmentTags).length, problems);
}

/** What the cluster autoscaler has to know of an empty group are tags too, one for each label and each key of a taint. */
function judgeGroupTags(spec: AwsNodePoolSpec, environment: number, problems: Problems): void {
  if (spec.scaling !== 'cluster-autoscaler') return;
  const labels = Object.keys(spec.labels).length;
  const taints = new Set(spec.taints.map(({ key }) => key)).size;
  const own = OWN_TAGS.length + AUTOSCALER_TAGS.length - (spec.aws.instanceStore ? 1 : 0);
  const sum = environment + own + labels + taints;
  const rule = `leave a group at most ${MAX_GROUP_TAGS} tags where scaling is 'cluster-autoscaler'`;
  const shown = `${environment} of the environment + ${own} of the group + ${labels} labels + ${taints} taints = ${sum}`;
  problems.require(sum <= MAX_GROUP_TAGS, 'labels', rule, shown, "remove labels, taints or the environment's tags");
}
