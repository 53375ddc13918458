import type { Problems } from '../../../values/problems';
import type { TargetTrackingScaling } from '../../scaling/target-tracking';
import { judgeTracking } from '../../scaling/tracking-rules';
import type { AwsNodePoolSpec } from '../node-pool-spec';

/** Rules of a pool whose Auto Scaling groups scale themselves. */
export function judgeTargetTracking(spec: AwsNodePoolSpec, problems: Problems): void {
  const { scaling } = spec;
  if (scaling.kind !== 'target-tracking') return;
  const isOwn = spec.aws.management === 'self-managed';
  const rule = "not be 'target-tracking' on a managed node group, because EKS sets the group's size itself";
  const remedy = "use 'cluster-autoscaler', or management 'self-managed'";
  if (!problems.require(isOwn, 'scaling.kind', rule, scaling.kind, remedy)) return;
  const { warmupSeconds } = spec.aws.rollout;
  const warmupProperty = 'aws.rollout.warmupSeconds';
  const needsNode = spec.purpose === 'system';
  judgeTracking(scaling, { size: spec.size, warmupSeconds, warmupProperty, needsNode }, problems);
  judgeWarmPool(spec, scaling, problems);
}

/** Why the nodes of an image family cannot wait in a warm pool; undefined where they can. */
const NO_WARM_POOL: Readonly<Record<AwsNodePoolSpec['aws']['image']['family'], string | undefined>> = {
  al2023: 'nodeadm joins at the first boot, before the instance is stopped, and its node would stay NotReady',
  ubuntu: 'the node joins at the first boot, before the instance is stopped, and would stay NotReady',
  bottlerocket: undefined,
};

/**
 * User data runs at the first boot alone, which is the one before the instance is stopped. Only Bottlerocket has a setting by which the
 * kubelet waits until the instance is in service.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html
 */
function judgeWarmPool(spec: AwsNodePoolSpec, { warmPool }: TargetTrackingScaling, problems: Problems): void {
  if (warmPool === undefined) return;
  const { image, capacity } = spec.aws;
  const reason = NO_WARM_POOL[image.family];
  const rule = `be absent on '${image.family}': ${reason ?? ''}`;
  const remedy = "leave it out, or take the family 'bottlerocket'";
  problems.require(reason === undefined, 'scaling.warmPool', rule, warmPool, remedy);
  const single = "be absent where 'aws.capacity' is 'mixed': Auto Scaling stops no spot instances";
  const other = 'leave it out, or buy one machine type on demand';
  problems.require(capacity.kind === 'on-demand', 'scaling.warmPool', single, warmPool, other);
}
