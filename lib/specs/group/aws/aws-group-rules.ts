import { parseName } from '../../../values/name';
import type { Problems } from '../../../values/problems';
import { judgeArchitectureWord, judgePinnedParameter } from '../../machine/aws-image-path-rules';
import { awsMachineTraits } from '../../machine/aws-machine-traits';
import { judgeKmsKey } from '../../machine/kms-key-rules';
import { judgeAwsDisk } from '../../pool/aws/aws-disk-rules';
import { judgeAlarms, judgeRollout } from '../../pool/aws/rollout-rules';
import { judgeSize, judgeZones } from '../../pool/node-pool-rules';
import { judgeTracking } from '../../scaling/tracking-rules';
import { judgeFirstBoot, judgePorts, judgeRanges } from '../group-rules';
import type { AwsGroupMembers } from './aws-group-fields';
import type { AwsGroupSpec } from './aws-group-spec';

/** Most rules of a security group in one direction. */
const MAX_RULES = 60;

/** A group on AWS, with the members of its cluster on which its rules depend. */
export interface JudgedAwsGroup {
  readonly input: AwsGroupMembers;
  readonly spec: AwsGroupSpec;
  /** Region of the cluster. */
  readonly region: string;
  readonly networkZones: readonly string[];
}

/** Rules of a group of machines on AWS. */
export function judgeAwsGroup(group: JudgedAwsGroup, problems: Problems): void {
  const { input, spec } = group;
  problems.capture('name', () => parseName(input.name));
  judgeSize(group, problems);
  judgeZones(group, problems);
  judgeMachineType(spec, problems);
  judgeImage(spec, problems);
  judgeAwsDisk(spec.disk, 'disk', problems);
  judgeKey(group, problems);
  judgeFirstBoot(spec, problems);
  judgePorts(spec.ports, problems);
  judgeRuleCount(spec, problems);
  judgeRollout(spec.rollout, 'rollout', problems);
  judgeAlarms(spec.rollout, 'rollout', problems);
  if (spec.scaling.kind !== 'target-tracking') return;
  const { warmupSeconds } = spec.rollout;
  const tracked = { size: spec.size, warmupSeconds, warmupProperty: 'rollout.warmupSeconds', needsNode: false };
  judgeTracking(spec.scaling, tracked, problems);
}

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
function judgeRuleCount({ ports }: AwsGroupSpec, problems: Problems): void {
  const counts = ports.map(({ from }) => from.length);
  const rule = `have at most ${MAX_RULES} ranges together, because a security group has no more rules`;
  judgeRanges({ counts, most: MAX_RULES, property: 'ports', rule }, problems);
}

/** Refuses what is no machine type, and the types whose images differ from those of all others. */
function judgeMachineType({ machine: { type } }: AwsGroupSpec, problems: Problems): void {
  const traits = awsMachineTraits(type);
  const remedy = "write it as 'c6i.large'";
  if (!problems.require(traits !== undefined, 'machine.type', 'be a machine type of AWS', type, remedy)) return;
  const unsuitable = traits?.unsuitable;
  const holds = unsuitable !== 'mac' && unsuitable !== 'paravirtual';
  const rule = 'be a machine type on which the images of today boot';
  const other = 'take a newer generation; Macs and paravirtual machines need images and hosts of their own';
  problems.require(holds, 'machine.type', rule, type, other);
}

function judgeImage({ image, machine }: AwsGroupSpec, problems: Problems): void {
  if ('amiId' in image) {
    const holds = /^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(image.amiId);
    const rule = "be an image id: 'ami-' and 17 hexadecimal digits";
    problems.require(holds, 'image.amiId', rule, image.amiId, 'copy it from the image');
    return;
  }
  const property = 'image.ssmParameter';
  const traits = awsMachineTraits(machine.type);
  if (!judgePinnedParameter(property, image.ssmParameter, problems) || traits === undefined) return;
  judgeArchitectureWord({ property, path: image.ssmParameter, architecture: traits.architecture }, problems);
}

function judgeKey({ spec: { disk }, region }: JudgedAwsGroup, problems: Problems): void {
  const key = disk.kmsKey;
  // EC2 accepts aliases of keys, but KMS creates grants on keys only.
  const noAlias = key?.access === 'grant' ? { noAlias: 'KMS creates grants on keys only' } : {};
  judgeKmsKey({ property: 'disk.kmsKey.arn', arn: key?.arn, region, ...noAlias }, problems);
}
