import type { TaintEffect, TaintInput } from '../../values/taint';
import { list, type Members, mapOf, members } from '../fields/compound-fields';
import { type Field, optional, type Resolved, withDefault } from '../fields/field';
import { flag, oneOf, text, whole } from '../fields/leaf-fields';
import { inert, onClouds, refused, replaces, rolls } from '../fields/state-effect';
import { kernelFields } from '../kernel/kernel-fields';
import type { MachineInput } from '../machine/machine';
import { machineFigures } from '../machine/machine-fields';
import { rebootFields } from '../reboots/reboot-fields';
import { awsScalingField, googleScalingField, MAX_NODES } from '../scaling/scaling-fields';
import { awsPoolFields } from './aws/aws-pool-fields';
import { googlePoolFields } from './google/google-pool-fields';
import { poolLoadFields } from './load/load-fields';
import type {
  AwsNodePoolInput,
  CommonNodePoolInput,
  GoogleNodePoolInput,
  PoolSizeInput,
  StartupTaintInput,
} from './node-pool-input';

/** Field of the number of machines of a pool, and of a group of other machines. */
export const sizeField = members<PoolSizeInput>()({
  // On AWS a pool has one group for each zone, or one group for all zones, so that another scope would replace the groups.
  scope: onClouds({ aws: 'refused' }, oneOf('per-zone', 'total')),
  min: whole({ min: 0, max: MAX_NODES }),
  max: whole({ min: 1, max: MAX_NODES }),
  initial: optional(whole({ min: 0, max: MAX_NODES })),
});

const machine = members<MachineInput>()({
  type: onClouds({ aws: 'rolls', managed: 'replaces', google: 'rolls' }, text),
  ...machineFigures,
  architecture: onClouds({ aws: 'rolls', managed: 'replaces', google: 'replaces' }, optional(oneOf('amd64', 'arm64'))),
});

// The field accepts any text as an effect, because `parseTaint` refuses an invalid effect with the right spelling.
const taint = members<TaintInput>()({ key: text, value: optional(text), effect: text as Field<TaintEffect> });

const common = {
  name: refused(text),
  // GKE changes labels and taints on running nodes; on AWS they are part of the user data.
  purpose: onClouds({ aws: 'rolls' }, oneOf('system', 'workloads', 'traffic', 'batch')),
  expectsPods: inert(withDefault(flag, true)),
  size: sizeField,
  machine,
  zones: onClouds({ managed: 'replaces' }, optional(list(text))),
  labels: onClouds({ aws: 'rolls' }, withDefault(mapOf(text), {})),
  taints: onClouds({ aws: 'rolls' }, withDefault(list(taint), [])),
  startupTaint: onClouds(
    { aws: 'rolls' },
    optional(members<StartupTaintInput>()({ key: refused(optional(text)), removedBy: rolls(text) })),
  ),
  load: inert(optional(poolLoadFields)),
  kernel: rolls(optional(kernelFields)),
  reboots: rolls(optional(rebootFields)),
} satisfies Omit<Members<CommonNodePoolInput>, 'maxPods'>;

/** Fields of a node pool on AWS. */
export const awsNodePoolFields = members<AwsNodePoolInput>()({
  ...common,
  maxPods: rolls(optional(whole({ min: 4, max: 250 }))),
  scaling: optional(awsScalingField),
  aws: awsPoolFields,
});

/** Fields of a node pool on Google Cloud. */
export const googleNodePoolFields = members<GoogleNodePoolInput>()({
  ...common,
  maxPods: replaces(optional(whole({ min: 8, max: 256 }))),
  scaling: optional(googleScalingField),
  google: googlePoolFields,
});

/** Members of a node pool on AWS with every default filled in. */
export type AwsNodePoolMembers = Resolved<typeof awsNodePoolFields>;

/** Members of a node pool on Google Cloud with every default filled in. */
export type GoogleNodePoolMembers = Resolved<typeof googleNodePoolFields>;

/** Members of a node pool with every default filled in. */
export type NodePoolMembers = AwsNodePoolMembers | GoogleNodePoolMembers;
