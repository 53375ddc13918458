import { planStatedKernel } from '../kernel-on-demand';
import { POOL_LABEL, PURPOSE_LABEL } from '../labels';
import { resolveStatedReboots } from '../reboots-on-demand';
import { resolveAwsPool } from './aws/resolve-aws-pool';
import { resolveGooglePool } from './google/resolve-google-pool';
import type { AwsNodePoolInput, CommonNodePoolInput, GoogleNodePoolInput } from './node-pool-input';
import { type AwsNodePoolSpec, type GoogleNodePoolSpec, type NodePoolFacts, NodePoolSpec } from './node-pool-spec';
import { PoolSize } from './pool-size';

/** Taints with this prefix tell the cluster autoscaler that a node is still starting. */
export const AUTOSCALER_STARTUP_PREFIX = 'startup-taint.cluster-autoscaler.kubernetes.io/';

/** Whether the cluster autoscaler takes a taint for a sign that a node is still starting. */
export function isAutoscalerStartupKey(key: string): boolean {
  return key.startsWith(AUTOSCALER_STARTUP_PREFIX);
}

/** Startup taint of pools that the cluster autoscaler leaves alone; its own prefix would count a stuck node as unready there. */
export const OWN_STARTUP_TAINT = 'keelson.dev/startup';

/** What a pool takes from the cluster around it. */
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
export function resolveAwsNodePool(input: AwsNodePoolInput, around: PoolSurroundings): AwsNodePoolSpec {
  return new NodePoolSpec({ ...commonFacts(input, input.aws.image.family, around), cloud: resolveAwsPool(input.aws) });
}

/** A pool on Google Cloud with every default filled in. */
export function resolveGoogleNodePool(input: GoogleNodePoolInput, around: PoolSurroundings): GoogleNodePoolSpec {
  return new NodePoolSpec({
    ...commonFacts(input, input.google.image.family, around),
    cloud: resolveGooglePool(input.google),
  });
}

function commonFacts(
  input: CommonNodePoolInput,
  imageFamily: string,
  around: PoolSurroundings,
): Omit<NodePoolFacts, 'cloud'> {
  const scaling = input.scaling ?? 'fixed';
  return {
    name: input.name,
    clusterPhysicalName: around.clusterPhysicalName,
    purpose: input.purpose,
    expectsPods: input.expectsPods ?? true,
    size: new PoolSize(input.size),
    machine: { ...input.machine, architecture: input.machine.architecture ?? 'amd64' },
    zones: [...(input.zones ?? around.networkZones)].sort(),
    labels: { ...input.labels, [POOL_LABEL]: input.name, [PURPOSE_LABEL]: input.purpose },
    taints: input.taints ?? [],
    startupTaint: resolveStartupTaint(input, around, scaling),
    maxPods: input.maxPods ?? 110,
    scaling,
    kernel: planStatedKernel(input.kernel, { imageFamily, machine: input.machine, kubeProxy: around.kubeProxy }),
    allowedUnsafeSysctls: around.unsafeSysctls(input.name),
    reboots: resolveStatedReboots(input.reboots),
  };
}

function resolveStartupTaint(
  input: CommonNodePoolInput,
  around: PoolSurroundings,
  scaling: string,
): NodePoolFacts['startupTaint'] {
  const { startupTaint } = input;
  if (startupTaint === undefined) return undefined;
  const key = startupTaint.key ?? startupTaintKey(input, around, scaling);
  return { key, effect: 'NoSchedule', removedBy: startupTaint.removedBy };
}

function startupTaintKey(input: CommonNodePoolInput, around: PoolSurroundings, scaling: string): string {
  return scaling === 'cluster-autoscaler'
    ? `${AUTOSCALER_STARTUP_PREFIX}${around.clusterName}-${input.name}`
    : OWN_STARTUP_TAINT;
}
