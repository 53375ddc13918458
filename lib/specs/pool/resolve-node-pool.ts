import type { TaintInput } from '../../values/taint';
import { planKernel } from '../kernel/plan-kernel';
import { POOL_LABEL, PURPOSE_LABEL } from '../labels';
import type { Machine } from '../machine/machine';
import { resolveMachine } from '../machine/resolve-machine';
import { resolveReboots } from '../reboots/resolve-reboots';
import { resolveScaling } from '../scaling/scaling-fields';
import { defaultAwsMaxPods, USUAL_MAX_PODS } from './aws/aws-max-pods';
import { alternativesOf, resolveAwsPool } from './aws/aws-pool-settings';
import { formerForms } from './former-forms';
import { resolveGooglePool } from './google/google-pool-settings';
import { implicitGoogleTaints } from './google/implicit-taints';
import { resolveLoad } from './load/resolve-load';
import type { AwsNodePoolMembers, GoogleNodePoolMembers, NodePoolMembers } from './node-pool-fields';
import type { AwsNodePoolSpec, CommonNodePoolSpec, GoogleNodePoolSpec } from './node-pool-spec';
import { resolvePoolSize } from './pool-size';
import { resolveStartupTaint } from './startup-taint';

/** The members of a cluster on which the resolution of its pools depends. */
export interface PoolSurroundings {
  readonly clusterName: string;
  readonly clusterPhysicalName: string;
  readonly networkZones: readonly string[];
  /** Whether kube-proxy runs on the nodes. */
  readonly kubeProxy: boolean;
  /** Unsafe sysctls of the pods that a pool may run, in alphabetical order. */
  readonly unsafeSysctls: (poolName: string) => readonly string[];
}

/** The members of a cluster on AWS on which the resolution of its pools depends. */
export interface AwsPoolSurroundings extends PoolSurroundings {
  /** Whether nodes get prefixes of 16 addresses for their pods. */
  readonly prefixDelegation: boolean;
}

/** A pool on AWS with every default filled in. */
export function resolveAwsNodePool(input: AwsNodePoolMembers, surroundings: AwsPoolSurroundings): AwsNodePoolSpec {
  const machine = resolveMachine(input.machine, 'aws');
  const alternatives = alternativesOf(input.aws.capacity, machine.architecture).map((stated) =>
    resolveMachine(stated, 'aws'),
  );
  const types = [machine, ...alternatives].map(({ type }) => type);
  const own = {
    machine,
    imageFamily: input.aws.image.family,
    implicitTaints: [],
    maxPods: defaultAwsMaxPods(types, surroundings.prefixDelegation),
  };
  return {
    ...resolveCommon(input, own, surroundings),
    cloud: 'aws',
    aws: resolveAwsPool(input.aws),
    alternatives,
    scaling: resolveScaling(input.scaling ?? 'fixed'),
  };
}

/** A pool on Google Cloud with every default filled in. */
export function resolveGoogleNodePool(
  input: GoogleNodePoolMembers,
  surroundings: PoolSurroundings,
): GoogleNodePoolSpec {
  const machine = resolveMachine(input.machine, 'google');
  const own = {
    machine,
    imageFamily: input.google.image.family,
    implicitTaints: implicitGoogleTaints(input.taints, machine.architecture),
    maxPods: USUAL_MAX_PODS,
  };
  return {
    ...resolveCommon(input, own, surroundings),
    cloud: 'google',
    scaling: resolveScaling(input.scaling ?? 'fixed'),
    google: resolveGooglePool(input.google, machine.type),
  };
}

/** Values that the pools of the two clouds resolve in different ways. */
interface OwnMembers {
  readonly machine: Machine;
  readonly imageFamily: string;
  readonly implicitTaints: readonly TaintInput[];
  /** Default of `maxPods`. */
  readonly maxPods: number;
}

function resolveCommon(
  input: NodePoolMembers,
  { machine, imageFamily, implicitTaints, maxPods }: OwnMembers,
  surroundings: PoolSurroundings,
): CommonNodePoolSpec {
  const { name, purpose, expectsPods } = input;
  const { kubeProxy } = surroundings;
  return {
    ...{ name, purpose, expectsPods, machine, implicitTaints },
    physicalName: `${surroundings.clusterPhysicalName}-${name}`,
    size: resolvePoolSize(input.size),
    zones: [...(input.zones ?? surroundings.networkZones)].sort(),
    labels: { ...input.labels, [POOL_LABEL]: name, [PURPOSE_LABEL]: purpose },
    taints: [...input.taints, ...implicitTaints],
    startupTaint: resolveStartupTaint(input, surroundings.clusterName),
    maxPods: input.maxPods ?? maxPods,
    load: resolveLoad(input),
    formerForms: formerForms(input),
    kernel: planKernel(input.kernel, { imageFamily, machine, kubeProxy }),
    allowedUnsafeSysctls: surroundings.unsafeSysctls(name),
    reboots: input.reboots && resolveReboots(input.reboots),
  };
}
