import type { Problems } from '../../../values/problems';
import { awsMachineFacts } from '../../machine/aws-machine-facts';
import { awsMachineTraits, isFirstGraviton } from '../../machine/aws-machine-traits';
import { IMAGE_FAMILIES } from '../../machine/image-family';
import type { Machine } from '../../machine/machine';
import { judgeMachine } from '../../machine/machine-rules';
import { MACHINES_AS_OF } from '../../machine/resolve-machine';
import type { AwsNodePoolInput } from '../node-pool-input';
import type { AwsNodePoolSpec } from '../node-pool-spec';
import { fewestAddressablePods } from './aws-max-pods';

/** The members of a pool that the rules of its machine types read; `judgeMachine` has accepted the pool's own machine. */
export interface JudgedAwsMachines {
  /** The input as the user wrote it; rules read it only to ask whether a member was stated. */
  readonly stated: AwsNodePoolInput;
  readonly spec: AwsNodePoolSpec;
  readonly prefixDelegation: boolean;
}

/** One of the machines of a pool, with the path of its type in the input. */
interface PlacedMachine {
  readonly property: string;
  readonly machine: Machine;
}

/** Rules of the machine types of a pool on AWS: features that every type must have, and pods for which every type has addresses. */
export function judgeAwsMachines(judged: JudgedAwsMachines, problems: Problems): void {
  const others = judgeAlternatives(judged, problems);
  for (const placed of [{ property: 'machine.type', machine: judged.spec.machine }, ...others]) {
    judgeTraits(placed, judged, problems);
  }
  for (const placed of others) judgeSize(placed, judged.spec.machine, problems);
  judgeTimeouts(judged, problems);
  judgeMaxPods(judged, problems);
}

/** Validates every further type by itself, and returns the machines whose figures are known. */
function judgeAlternatives({ stated, spec }: JudgedAwsMachines, problems: Problems): readonly PlacedMachine[] {
  const { capacity } = stated.aws;
  const written = capacity?.kind === 'mixed' ? capacity.alternativeTypes : [];
  return spec.alternatives.flatMap((machine, index) => {
    const property = `aws.capacity.alternativeTypes[${index}]`;
    const each = written[index];
    const isBare = typeof each === 'string';
    const { vcpu, memoryGib } = isBare || each === undefined ? ({} as Partial<Machine>) : each;
    const own = { type: machine.type, vcpu, memoryGib, architecture: undefined };
    if (!judgeMachine({ stated: own, cloud: 'aws', property, isBare }, problems)) return [];
    return [{ property: isBare ? property : `${property}.type`, machine }];
  });
}

function judgeTraits(
  { property, machine }: PlacedMachine,
  { spec, prefixDelegation }: JudgedAwsMachines,
  problems: Problems,
): void {
  const { type } = machine;
  const traits = awsMachineTraits(type);
  if (traits === undefined) return;
  const { architecture } = spec.machine;
  const fits = machine.architecture === architecture;
  const same = `be of the architecture ${architecture}, like 'machine.type'`;
  problems.require(
    fits,
    property,
    same,
    type,
    'choose a type of the same architecture, because all types boot the same image',
  );
  const hasDisks = !spec.aws.instanceStore || traits.hasInstanceStore;
  const disks = "have NVMe disks where 'aws.instanceStore' is on";
  problems.require(hasDisks, property, disks, type, "choose a type such as 'm6id.xlarge'");
  const isNitro = !prefixDelegation || traits.isNitro;
  const nitro = "run on Nitro where 'controlPlane.prefixDelegation' is on";
  problems.require(isNitro, property, nitro, type, 'choose a newer generation');
  const { capacity, image } = spec.aws;
  const isBootable = !isFirstGraviton(type) || IMAGE_FAMILIES[image.family].bootsFirstGraviton;
  const graviton = `have Graviton2 or newer where 'aws.image.family' is '${image.family}', which does not boot on the first Graviton`;
  const newer = "choose a type such as 'm6g.large', or the image family 'ubuntu'";
  problems.require(isBootable, property, graviton, type, newer);
  const buysSpot = capacity.kind === 'mixed' && capacity.onDemandPercentAboveBase < 100;
  const sold = `be offered as spot where 'aws.capacity' buys spot, by the table of ${MACHINES_AS_OF.aws}`;
  problems.require(!buysSpot || traits.isSoldAsSpot, property, sold, type, 'choose another type, or buy on demand');
}

/** @see https://aws.amazon.com/about-aws/whats-new/2023/11/ec2-security-connection-tracking-idle-timeouts/ */
function judgeTimeouts({ stated, spec }: JudgedAwsMachines, problems: Problems): void {
  const types = [spec.machine, ...spec.alternatives].map(({ type }) => type);
  const old = types.find((type) => awsMachineTraits(type)?.isNitro === false);
  const { connectionTracking } = stated.aws;
  const rule = `be absent for '${old}', which does not run on Nitro, because EC2 supports these timeouts on Nitro only`;
  const remedy = 'leave it out, or choose a newer generation';
  const holds = old === undefined || connectionTracking === undefined;
  problems.require(holds, 'aws.connectionTracking', rule, connectionTracking, remedy);
}

/** Refuses a type smaller than `machine`, because kubelet reservations and the placement of pods are calculated for `machine`. */
function judgeSize({ property, machine }: PlacedMachine, least: Machine, problems: Problems): void {
  const holds = machine.vcpu >= least.vcpu && machine.memoryGib >= least.memoryGib;
  const rule = `have at least the ${least.vcpu} vCPU and ${least.memoryGib} GiB of 'machine.type' ('${least.type}')`;
  const has = `${machine.type} with ${machine.vcpu} vCPU and ${machine.memoryGib} GiB`;
  problems.require(holds, property, rule, has, "choose a larger type, or make the smallest one 'machine.type'");
}

/**
 * Refuses more pods than the machine has addresses for, because the scheduler would place pods that never get an address. For a type
 * outside of the table the addresses are unknown, so that `maxPods` must be stated; with prefix delegation all types but the smallest
 * have enough addresses for the default.
 */
function judgeMaxPods({ stated, spec, prefixDelegation }: JudgedAwsMachines, problems: Problems): void {
  const types = [spec.machine, ...spec.alternatives].map(({ type }) => type);
  const fewest = fewestAddressablePods(types, prefixDelegation);
  if (fewest !== undefined) {
    const without = prefixDelegation ? '' : ' without prefix delegation';
    const rule = `be at most the ${fewest.pods} pods that '${fewest.type}' has addresses for${without}: ${fewest.sum}`;
    const other = prefixDelegation ? '' : ", or switch 'controlPlane.prefixDelegation' on";
    const remedy = `lower it, or take a larger machine${other}`;
    problems.require(spec.maxPods <= fewest.pods, 'maxPods', rule, spec.maxPods, remedy);
  }
  const unknown = types.find((type) => awsMachineFacts(type) === undefined);
  if (prefixDelegation || unknown === undefined) return;
  const rule = `be stated for '${unknown}' without prefix delegation, because the table of ${MACHINES_AS_OF.aws} does not list its addresses`;
  const remedy = 'state interfaces x (addresses of each - 1) + 2';
  problems.require(stated.maxPods !== undefined, 'maxPods', rule, stated.maxPods, remedy);
}
