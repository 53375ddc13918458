import type { Problems } from '../../../values/problems';
import type { AwsNodePoolSpec } from '../node-pool-spec';
import { SCALING_TAG } from './autoscaler-tags';
import { judgeAlarms } from './rollout-rules';

/** Most machine types of a managed node group, `machine.type` included. */
const MAX_MANAGED_TYPES = 20;
const MAX_GROUP_TAGS = 50;

/** Tags that keelson writes on every group, and those that it adds to a group of the cluster autoscaler. */
const OWN_TAGS = ['Name', 'keelson.dev/pool', 'kubernetes.io/cluster/<name>'];
const AUTOSCALER_TAGS = ['enabled', '<cluster>', SCALING_TAG, 'cpu', 'memory', 'pods', 'ephemeral-storage'];

/** Tags that EKS writes on the Auto Scaling group of every managed node group, also where no autoscaler runs. */
const MANAGED_TAGS = [
  'eks:cluster-name',
  'eks:nodegroup-name',
  'k8s.io/cluster-autoscaler/enabled',
  'k8s.io/cluster-autoscaler/<cluster>',
  'kubernetes.io/cluster/<cluster>',
];

/**
 * Rules of the counts and lengths that the APIs of EKS and Auto Scaling limit.
 *
 * @param environmentTags tags of every resource of the environment, those of keelson included.
 * @see https://github.com/boto/botocore/blob/develop/botocore/data/autoscaling/2011-01-01/service-2.json
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-tagging.html
 */
export function judgeAwsLimits(
  spec: AwsNodePoolSpec,
  environmentTags: Readonly<Record<string, string>>,
  problems: Problems,
): void {
  const { rollout, management, capacity } = spec.aws;
  judgeAlarms(rollout, 'aws.rollout', problems);
  if (management === 'managed-node-group' && capacity.kind === 'mixed') {
    const types = capacity.alternativeTypes.length;
    const rule = `name at most ${MAX_MANAGED_TYPES - 1} types beside 'machine.type' on a managed node group`;
    const remedy = "remove some, or use management 'self-managed'";
    problems.require(types < MAX_MANAGED_TYPES, 'aws.capacity.alternativeTypes', rule, types, remedy);
  }
  const environment = Object.keys(environmentTags).length;
  if (management === 'self-managed') judgeGroupTags(spec, environment, problems);
  else judgeManagedGroupTags(spec, environment, problems);
}

/**
 * Refuses more tags than an Auto Scaling group can have. The environment's tags are added to those of EKS one by one, so that the last
 * ones would fail after the nodes exist. keelson's own tag is in the launch template and is not counted.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
 */
function judgeManagedGroupTags(spec: AwsNodePoolSpec, environment: number, problems: Problems): void {
  // EKS itself writes the first two of the autoscaler's tags.
  const ofAutoscaler = spec.scaling.kind === 'cluster-autoscaler' ? autoscalerTagsOf(spec) - 2 : 0;
  const [added, own] = [environment - 1, MANAGED_TAGS.length];
  const sum = added + own + ofAutoscaler;
  const rule = `leave a managed node group at most ${MAX_GROUP_TAGS} tags`;
  const more = ofAutoscaler === 0 ? '' : ` + ${ofAutoscaler} for the cluster autoscaler`;
  const shown = `${added} of the environment + ${own} of EKS${more} = ${sum}`;
  const remedy = "remove some of the environment's 'tags', or use 'self-managed'";
  problems.require(sum <= MAX_GROUP_TAGS, 'aws.management', rule, shown, remedy);
}

/** Number of tags of a group for the cluster autoscaler, without those of labels and taints. */
function autoscalerTagsOf({ aws }: AwsNodePoolSpec): number {
  return AUTOSCALER_TAGS.length - (aws.instanceStore ? 1 : 0);
}

/** The cluster autoscaler reads labels and taints of an empty group from tags, one for each label and each key of a taint. */
function judgeGroupTags(spec: AwsNodePoolSpec, environment: number, problems: Problems): void {
  if (spec.scaling.kind !== 'cluster-autoscaler') return;
  const labels = Object.keys(spec.labels).length;
  const taints = new Set(spec.taints.map(({ key }) => key)).size;
  const own = OWN_TAGS.length + autoscalerTagsOf(spec);
  const sum = environment + own + labels + taints;
  const rule = `leave a group at most ${MAX_GROUP_TAGS} tags where scaling is 'cluster-autoscaler'`;
  const shown = `${environment} of the environment + ${own} of the group + ${labels} labels + ${taints} taints = ${sum}`;
  problems.require(sum <= MAX_GROUP_TAGS, 'labels', rule, shown, "remove labels, taints or the environment's tags");
}
