import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import type { AwsPool } from '../../specs/pool/pool-cloud';
import { Problems } from '../../values/problems';
import { bootstrapScript } from './bootstrap-script';
import { renderBottlerocketSettings } from './bottlerocket-settings';
import { type CloudConfig, mergeCloudConfigs, renderCloudConfig } from './cloud-config';
import type { ClusterFacts } from './joined-cluster';
import { kernelBoot } from './kernel-boot';
import { type KubeletSettings, kubeletSettings } from './kubelet-settings';
import { launchCompletion } from './launch-completion';
import { launchHookOf } from './launch-hook';
import { type MimePart, renderMultipart } from './mime-multipart';
import { NODE_CONFIG_CONTENT_TYPE, renderNodeConfig } from './node-config';
import { shutdownInhibition } from './shutdown-inhibition';
import { type LateValue, splitLate, type TextPiece } from './text-piece';

/** Props of {@link renderNodeUserData}. */
export interface NodeUserDataProps {
  /** Decides the form of the text, and labels, taints and limits in it. A change rolls the pool. */
  readonly pool: AwsNodePoolSpec;
  /** The cluster that the nodes join. */
  readonly cluster: ClusterFacts;
}

/**
 * User data of a pool's nodes in the form that its image reads.
 *
 * @throws ConfigError when it may exceed what EC2 takes.
 */
export function renderNodeUserData(props: NodeUserDataProps): readonly TextPiece[] {
  const settings = kubeletSettings(props.pool);
  const pieces = splitLate(RENDERERS[props.pool.cloud.image.bootstrap](props, settings));
  requireFit(props.pool, pieces);
  return pieces;
}

type Renderer = (props: NodeUserDataProps, settings: KubeletSettings) => string;

const RENDERERS: Readonly<Record<AwsPool['image']['bootstrap'], Renderer>> = {
  nodeadm: ({ pool, cluster }, settings) =>
    renderMultipart([
      { contentType: NODE_CONFIG_CONTENT_TYPE, body: renderNodeConfig(pool, cluster, settings) },
      cloudConfigPart([
        shutdownInhibition(settings),
        ...kernelBoot(pool.kernel),
        ...rebootsOf(pool),
        ...launchCompletionOf(pool, cluster),
      ]),
    ]),
  // The join comes last: it starts the kubelet, and the unit that waits for it must not hang on the join's success.
  'bootstrap.sh': ({ pool, cluster }, settings) =>
    renderMultipart([
      cloudConfigPart([
        shutdownInhibition(settings),
        ...kernelBoot(pool.kernel),
        ...rebootsOf(pool),
        ...launchCompletionOf(pool, cluster),
        bootstrapScript(pool, cluster, settings),
      ]),
    ]),
  toml: ({ pool, cluster }, settings) => renderBottlerocketSettings(pool, cluster, settings),
};

function cloudConfigPart(configs: readonly CloudConfig[]): MimePart {
  return { contentType: 'text/cloud-config; charset="utf-8"', body: renderCloudConfig(mergeCloudConfigs(configs)) };
}

// Loaded with the first pool that has a schedule.
function rebootsOf(pool: AwsNodePoolSpec): readonly CloudConfig[] {
  if (pool.reboots === undefined) return [];
  const { rebootCarrier } = require('./reboots/reboot-files') as typeof import('./reboots/reboot-files');
  return rebootCarrier(pool);
}

function launchCompletionOf(pool: AwsNodePoolSpec, cluster: ClusterFacts): readonly CloudConfig[] {
  const hook = launchHookOf(pool);
  return hook === undefined ? [] : [launchCompletion(pool, cluster.name, hook)];
}

// EC2 takes 16 KiB before base64. An endpoint has about 75 bytes, a certificate authority about 1500.
const LIMIT_BYTES = 16_384;
const LATE_BYTES: Readonly<Record<LateValue, number>> = { clusterEndpoint: 256, certificateAuthority: 2048 };

function requireFit(pool: AwsNodePoolSpec, pieces: readonly TextPiece[]): void {
  const bytes = pieces.reduce((sum, piece) => sum + sizeOf(piece), 0);
  const problems = new Problems(`pool '${pool.name}'`);
  problems.require(
    bytes <= LIMIT_BYTES,
    'user data',
    `fit into ${LIMIT_BYTES} bytes`,
    bytes,
    'give the pool fewer or shorter labels, taints and kernel parameters',
  );
  problems.throwIfAny();
}

function sizeOf(piece: TextPiece): number {
  return 'late' in piece ? LATE_BYTES[piece.late] : Buffer.byteLength(piece.literal);
}
