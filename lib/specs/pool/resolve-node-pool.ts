import { planKernel } from '../kernel/plan-kernel';
import { POOL_LABEL, PURPOSE_LABEL } from '../labels';
import { resolveReboots } from '../reboots/resolve-reboots';
import { resolveAwsPool } from './aws/resolve-aws-pool';
import { resolveGooglePool } from './google/resolve-google-pool';
import type { AwsNodePoolInput, CommonNodePoolInput, GoogleNodePoolInput } from './node-pool-input';
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
export function resolveAwsNodePool(input: AwsNodePoolInput, surroundings: PoolSurroundings): AwsNodePoolSpec {
  const common = resolveCommon(input, input.aws.image.family, surroundings);
  return { ...common, cloud: 'aws', aws: resolveAwsPool(input.aws) };
}

/** A pool on Google Cloud with every default filled in. */
export function resolveGoogleNodePool(input: GoogleNodePoolInput, surroundings: PoolSurroundings): GoogleNodePoolSpec {
  const common = resolveCommon(input, input.google.image.family, surroundings);
  return { ...common, cloud: 'google', google: resolveGooglePool(input.google) };
}

function resolveCommon(
  input: CommonNodePoolInput,
  imageFamily: string,
  surroundings: PoolSurroundings,
): CommonNodePoolSpec {
  const { kubeProxy } = surroundings;
  return {
    name: input.name,
    physicalName: `${surroundings.clusterPhysicalName}-${input.name}`,
    purpose: input.purpose,
    expectsPods: input.expectsPods ?? true,
    size: resolvePoolSize(input.size),
    machine: { ...input.machine, architecture: input.machine.architecture ?? 'amd64' },
    zones: [...(input.zones ?? surroundings.networkZones)].sort(),
    labels: { ...input.labels, [POOL_LABEL]: input.name, [PURPOSE_LABEL]: input.purpose },
    taints: input.taints ?? [],
    startupTaint: resolveStartupTaint(input, surroundings.clusterName),
    maxPods: input.maxPods ?? 110,
    scaling: input.scaling ?? 'fixed',
    kernel: planKernel(input.kernel, { imageFamily, machine: input.machine, kubeProxy }),
    allowedUnsafeSysctls: surroundings.unsafeSysctls(input.name),
    reboots: input.reboots && resolveReboots(input.reboots),
  };
}
