import type { Problems } from '../../../values/problems';
import { requireUnique } from '../../fields/unique';
import { IMAGE_FAMILIES } from '../../machine/image-family';
import { judgeKmsKey } from '../../machine/kms-key-rules';
import type { AwsNodePoolInput } from '../node-pool-input';
import type { AwsNodePoolSpec } from '../node-pool-spec';
import { NODE_TEMPLATE_TAG_PREFIX } from './autoscaler-tags';
import { awsDiskKey } from './aws-disk-key';
import { judgeAwsDisk } from './aws-disk-rules';
import { judgeAwsMachines } from './aws-machine-rules';
import { judgeManagedLabels } from './managed-group-rules';
import { judgeRollout } from './rollout-rules';
import { judgeTargetTracking } from './target-tracking-rules';

/** Most characters in the key of a tag on AWS. */
const MAX_TAG_KEY_LENGTH = 128;

/** A pool on AWS, with the members of its cluster on which its rules depend. */
export interface JudgedAwsPool {
  /** The input as the user wrote it; rules read it only to ask whether a member was stated. */
  readonly stated: AwsNodePoolInput;
  readonly spec: AwsNodePoolSpec;
  readonly prefixDelegation: boolean;
  /** Region of the cluster. */
  readonly region: string;
}

/** Rules of a pool that apply on AWS only, except those of its image. */
export function judgeAwsPool(pool: JudgedAwsPool, problems: Problems): void {
  judgeAwsMachines(pool, problems);
  judgeCapacity(pool.spec, problems);
  judgeRollout(pool.spec.aws.rollout, 'aws.rollout', problems);
  judgeShutdown(pool.spec, problems);
  judgeTerminateHook(pool.spec, problems);
  judgeAwsDisk(pool.spec.aws.rootDisk, 'aws.rootDisk', problems);
  judgeKey(pool, problems);
  judgeTemplateTags(pool.spec, problems);
  judgeTargetTracking(pool.spec, problems);
  if (pool.spec.aws.management !== 'managed-node-group') return;
  judgeManaged(pool, problems);
  judgeManagedLabels(pool.spec, problems);
}

function judgeCapacity(spec: AwsNodePoolSpec, problems: Problems): void {
  const { capacity } = spec.aws;
  if (capacity.kind !== 'mixed') return;
  const types = [spec.machine.type, ...capacity.alternativeTypes];
  requireUnique(problems, { property: 'aws.capacity.alternativeTypes', values: types, what: 'machine type' });
  const remedy = 'name a further type, because spot capacity of one type is often unavailable';
  problems.require(
    capacity.alternativeTypes.length > 0,
    'aws.capacity.alternativeTypes',
    'name at least one type',
    [],
    remedy,
  );
  const base = capacity.onDemandBase;
  const most = `be a whole number of 0 to ${spec.size.max}`;
  problems.require(base <= spec.size.max, 'aws.capacity.onDemandBase', most, base, 'lower it');
  if (spec.purpose === 'traffic' && capacity.onDemandPercentAboveBase < 100) {
    const rule = "not buy spot for a pool of purpose 'traffic'";
    const why = 'buy it on demand, because a reclaimed node ends after 120 s, before the load balancer has drained it';
    problems.add('aws.capacity.kind', rule, capacity.kind, why);
  }
}

function judgeShutdown({ aws }: AwsNodePoolSpec, problems: Problems): void {
  const { totalSeconds, criticalSeconds } = aws.gracefulShutdown;
  const holds = criticalSeconds < totalSeconds;
  const rule = `be a whole number of 1 to less than 'totalSeconds' (${totalSeconds})`;
  const remedy = 'lower it, because the rest of the total is for pods that are not critical';
  problems.require(holds, 'aws.gracefulShutdown.criticalSeconds', rule, criticalSeconds, remedy);
  const longest = IMAGE_FAMILIES[aws.image.family].maxShutdownSeconds;
  problems.require(
    totalSeconds <= longest,
    'aws.gracefulShutdown.totalSeconds',
    `be at most ${longest} for '${aws.image.family}'`,
    totalSeconds,
    'shorten it, because the image delays a shutdown no longer',
  );
}

/** A hook that no program answers holds every instance for its whole heartbeat, and its pods end undrained all the same. */
function judgeTerminateHook({ aws }: AwsNodePoolSpec, problems: Problems): void {
  const holds = aws.terminateHeartbeatSeconds === undefined || aws.drainer !== undefined;
  const rule = 'be absent where no program drains the nodes: the hook would only delay their end';
  const remedy = "remove it, or state 'controllers.terminationHandler' of the cluster";
  problems.require(holds, 'aws.terminateHeartbeatSeconds', rule, aws.terminateHeartbeatSeconds, remedy);
}

function judgeKey({ spec: { aws }, region }: JudgedAwsPool, problems: Problems): void {
  const { kmsKey, kmsKeyArn } = aws.rootDisk;
  const isTwice = kmsKey !== undefined && kmsKeyArn !== undefined;
  const remedy = "remove it; 'kmsKey' states the key";
  problems.require(!isTwice, 'aws.rootDisk.kmsKeyArn', "be absent beside 'kmsKey'", kmsKeyArn, remedy);
  const key = awsDiskKey(aws);
  // EC2 accepts aliases of keys, but KMS creates grants on keys only.
  const noAlias = key?.access === 'grant' ? { noAlias: 'KMS creates grants on keys only' } : {};
  judgeKmsKey({ property: key?.property ?? '', arn: key?.arn, region, ...noAlias }, problems);
}

/**
 * The cluster autoscaler reads labels and taints of an empty group from its tags: AWS limits the length of a tag's key, and a key of a
 * taint is one tag.
 */
function judgeTemplateTags(spec: AwsNodePoolSpec, problems: Problems): void {
  if (spec.scaling.kind !== 'cluster-autoscaler' || spec.aws.management !== 'self-managed') return;
  judgeTaintKeys(spec, problems);
  const longest = MAX_TAG_KEY_LENGTH - `${NODE_TEMPLATE_TAG_PREFIX}/label/`.length;
  const keys = [
    ...Object.keys(spec.labels).map((key) => ({ property: `labels.${key}`, key })),
    ...spec.taints.map(({ key }, index) => ({ property: `taints[${index}].key`, key })),
  ];
  for (const { property, key } of keys) {
    const rule = `have a key of at most ${longest} characters where scaling is 'cluster-autoscaler'`;
    problems.require(
      key.length <= longest,
      property,
      rule,
      key,
      'shorten it, because the key is part of the key of a tag on the group',
    );
  }
}

function judgeTaintKeys({ taints }: AwsNodePoolSpec, problems: Problems): void {
  const keys = taints.map(({ key }) => key);
  for (const key of new Set(keys.filter((each, index) => keys.indexOf(each) !== index))) {
    const effects = taints.filter((taint) => taint.key === key).map(({ effect }) => effect);
    const rule =
      "have one effect for each key where scaling is 'cluster-autoscaler', which reads one from the tags of an empty group";
    const remedy = "keep the stronger one: 'NoExecute' keeps new pods away too";
    problems.add('taints', rule, `${key} with ${effects.join(' and ')}`, remedy);
  }
}

/** Refuses members that EKS does not support on managed node groups. */
function judgeManaged({ stated, spec }: JudgedAwsPool, problems: Problems): void {
  const remedy = "leave it out, or use management 'self-managed'";
  const { capacity } = spec.aws;
  const heartbeat = stated.aws.terminateHeartbeatSeconds;
  problems.require(
    heartbeat === undefined,
    'aws.terminateHeartbeatSeconds',
    'be absent on a managed node group, whose hooks belong to EKS',
    heartbeat,
    remedy,
  );
  const { healthCheck } = stated.aws;
  problems.require(
    healthCheck === undefined,
    'aws.healthCheck',
    'be absent on a managed node group, whose health checks belong to EKS',
    healthCheck,
    remedy,
  );
  const rollout = Object.keys(stated.aws.rollout ?? {});
  problems.require(
    rollout.length === 0,
    'aws.rollout',
    'be absent on a managed node group, which EKS rolls in its own way',
    rollout,
    remedy,
  );
  const mixes = capacity.kind === 'mixed' && (capacity.onDemandBase > 0 || capacity.onDemandPercentAboveBase > 0);
  problems.require(!mixes, 'aws.capacity', 'be all spot or all on demand on a managed node group', capacity, remedy);
}
