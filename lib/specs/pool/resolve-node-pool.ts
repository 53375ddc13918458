import { planKernel } from '../kernel/plan-kernel';
import { POOL_LABEL, PURPOSE_LABEL } from '../labels';
import { resolveReboots } from '../reboots/resolve-reboots';
import { resolveAwsPool } from './aws/aws-pool-settings';
import type { AwsNodePoolMembers, GoogleNodePoolMembers, NodePoolMembers } from './node-pool-fields';
import type { AwsNodePoolSpec, CommonNodePoolSpec, GoogleNodePoolSpec } from './node-pool-spec';
import { resolvePoolSize } from './pool-size';
import { resolveStartupTaint } from './startup-taint';

/** What a pool takes from the cluster that it is in. */
export interface PoolSurroundings {
  readonly clusterName: string;
  readonly clusterPhysicalName: string;
  readonly networkZones: readonly string[];
  /** Whether kube-proxy runs on the nodes. */
  readonly kubeProxy: boolean;
  /** Unsafe sysctls of the pods that a pool may run, in alphabetical order. */
  readonly unsafeSysctls: (poolName: string) => readonly string[];
}

/** A pool on AWS with every default filled in. */
export function resolveAwsNodePool(input: AwsNodePoolMembers, surroundings: PoolSurroundings): AwsNodePoolSpec {
  const common = resolveCommon(input, input.aws.image.family, surroundings);
  return { ...common, cloud: 'aws', aws: resolveAwsPool(input.aws) };
}

/** A pool on Google Cloud with every default filled in. */
export function resolveGoogleNodePool(
  input: GoogleNodePoolMembers,
  surroundings: PoolSurroundings,
): GoogleNodePoolSpec {
  const common = resolveCommon(input, input.google.image.family, surroundings);
  return { ...common, cloud: 'google', google: input.google };
}

function resolveCommon(
  input: NodePoolMembers,
  imageFamily: string,
  surroundings: PoolSurroundings,
): CommonNodePoolSpec {
  const { name, purpose, expectsPods, machine, taints, maxPods, scaling } = input;
  const { kubeProxy } = surroundings;
  return {
    ...{ name, purpose, expectsPods, machine, taints, maxPods, scaling },
    physicalName: `${surroundings.clusterPhysicalName}-${name}`,
    size: resolvePoolSize(input.size),
    zones: [...(input.zones ?? surroundings.networkZones)].sort(),
    labels: { ...input.labels, [POOL_LABEL]: name, [PURPOSE_LABEL]: purpose },
    startupTaint: resolveStartupTaint(input, surroundings.clusterName),
    kernel: planKernel(input.kernel, { imageFamily, machine, kubeProxy }),
    allowedUnsafeSysctls: surroundings.unsafeSysctls(name),
    reboots: input.reboots && resolveReboots(input.reboots),
  };
}
