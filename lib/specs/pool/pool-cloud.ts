import type {
  AwsCapacityInput,
  AwsConnectionTrackingInput,
  AwsDiskInput,
  AwsImageInput,
  AwsRolloutInput,
  GracefulShutdownInput,
} from './aws/aws-pool-input';
import type { GoogleDiskInput, GoogleUpgradeInput } from './google/google-pool-input';

/** AWS settings of a pool with every default filled in. */
export interface AwsPool {
  readonly provider: 'aws';
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

/** Google settings of a pool with every default filled in. */
export interface GooglePool {
  readonly provider: 'google';
  readonly image: { readonly family: 'cos' | 'ubuntu-gke' };
  readonly disk: Required<Pick<GoogleDiskInput, 'sizeGib' | 'type'>> & Pick<GoogleDiskInput, 'kmsKeyName'>;
  readonly layout: 'regional' | 'zonal';
  readonly spot: boolean;
  readonly upgrade: Required<GoogleUpgradeInput>;
  readonly networkTags: readonly string[];
  readonly localSsdCount: number;
}

/** Settings that only one cloud's pools have. */
export type PoolCloud = AwsPool | GooglePool;
