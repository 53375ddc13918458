import type { AwsCapacityInput, AwsImageInput, AwsPoolInput } from './aws-pool-input';
import type { AwsCapacity, AwsPoolSettings } from './aws-pool-settings';

/** Fills in every default of a pool's AWS settings. */
export function resolveAwsPool(input: AwsPoolInput): AwsPoolSettings {
  const { rootDisk } = input;
  return {
    image: { family: input.image.family, source: input.image.source, bootstrap: resolveBootstrap(input.image) },
    rootDisk: {
      sizeGib: rootDisk.sizeGib,
      iops: rootDisk.iops ?? 3000,
      throughputMibps: rootDisk.throughputMibps ?? 125,
      kmsKeyArn: rootDisk.kmsKeyArn,
    },
    management: input.management ?? 'self-managed',
    capacity: resolveCapacity(input.capacity),
    instanceStore: input.instanceStore ?? false,
    rollout: resolveRollout(input.rollout ?? {}),
    healthCheck: input.healthCheck ?? 'EC2',
    terminateHeartbeatSeconds: input.terminateHeartbeatSeconds,
    connectionTracking: {
      tcpEstablishedSeconds: input.connectionTracking?.tcpEstablishedSeconds ?? 86400,
      udpStreamSeconds: input.connectionTracking?.udpStreamSeconds ?? 180,
      udpSeconds: input.connectionTracking?.udpSeconds ?? 30,
    },
    gracefulShutdown: {
      totalSeconds: input.gracefulShutdown?.totalSeconds ?? 90,
      criticalSeconds: input.gracefulShutdown?.criticalSeconds ?? 20,
    },
  };
}

function resolveBootstrap(image: AwsImageInput): AwsPoolSettings['image']['bootstrap'] {
  return image.family === 'bottlerocket' ? 'toml' : (image.bootstrap ?? 'nodeadm');
}

function resolveCapacity(input: AwsCapacityInput | undefined): AwsCapacity {
  if (input?.kind !== 'mixed') return { kind: 'on-demand' };
  return {
    kind: 'mixed',
    alternativeTypes: input.alternativeTypes,
    onDemandBase: input.onDemandBase ?? 0,
    onDemandPercentAboveBase: input.onDemandPercentAboveBase ?? 0,
    spotAllocation: input.spotAllocation ?? 'price-capacity-optimized',
  };
}

function resolveRollout(input: NonNullable<AwsPoolInput['rollout']>): AwsPoolSettings['rollout'] {
  return {
    warmupSeconds: input.warmupSeconds ?? 300,
    minHealthyPercent: input.minHealthyPercent ?? 100,
    maxHealthyPercent: input.maxHealthyPercent ?? 110,
    checkpointPercentages: input.checkpointPercentages ?? [20, 50, 100],
    checkpointDelaySeconds: input.checkpointDelaySeconds ?? 600,
    alarmNames: input.alarmNames ?? [],
    joinTimeoutSeconds: input.joinTimeoutSeconds ?? 900,
  };
}
