import type {
  AwsCapacityInput,
  AwsConnectionTrackingInput,
  AwsDiskInput,
  AwsImageInput,
  AwsRolloutInput,
  GracefulShutdownInput,
} from './aws-pool-input';

/** AWS settings of a pool with every default filled in. */
export interface AwsPoolSettings {
  readonly image: {
    readonly family: AwsImageInput['family'];
    readonly source: AwsImageInput['source'];
    readonly bootstrap: 'nodeadm' | 'bootstrap.sh' | 'toml';
  };
  readonly rootDisk: Required<Pick<AwsDiskInput, 'sizeGib' | 'iops' | 'throughputMibps'>> &
    Pick<AwsDiskInput, 'kmsKeyArn'>;
  readonly management: 'self-managed' | 'managed-node-group';
  readonly capacity: AwsCapacity;
  readonly instanceStore: boolean;
  readonly rollout: Required<AwsRolloutInput>;
  readonly healthCheck: 'EC2' | 'ELB';
  readonly terminateHeartbeatSeconds: number | undefined;
  readonly connectionTracking: Required<AwsConnectionTrackingInput>;
  readonly gracefulShutdown: Required<GracefulShutdownInput>;
}

/** How instances are bought, with every default filled in. */
export type AwsCapacity =
  | Extract<AwsCapacityInput, { kind: 'on-demand' }>
  | Required<Extract<AwsCapacityInput, { kind: 'mixed' }>>;
