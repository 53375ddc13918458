import type { AwsPoolSettings } from '../../specs/pool/aws/aws-pool-settings';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { bootstrapScript } from './bootstrap-script';
import { renderBottlerocketSettings } from './bottlerocket-settings';
import { type CloudConfig, mergeCloudConfigs, renderCloudConfig } from './cloud-config';
import type { JoinedCluster } from './joined-cluster';
import { kernelBoot } from './kernel-boot';
import { type KubeletSettings, kubeletSettings } from './kubelet-settings';
import { launchCompletion } from './launch-completion';
import { launchHookOf } from './launch-hook';
import { type MimePart, renderMultipart } from './mime-multipart';
import { NODE_CONFIG_CONTENT_TYPE, renderNodeConfig } from './node-config';
import { rebootFiles } from './reboots/reboot-files';
import { shutdownInhibition } from './shutdown-inhibition';
import { splitLate, type TextPiece } from './text-piece';
import { requireUserDataFit } from './user-data-limit';

/** Props of {@link renderNodeUserData}. */
export interface NodeUserDataProps {
  /** The pool, which determines the form of the text and the labels, taints and limits in it. A change rolls the pool. */
  readonly pool: AwsNodePoolSpec;
  /** The cluster that the nodes join. */
  readonly cluster: JoinedCluster;
}

/**
 * Renders the user data of a pool's nodes in the form that the pool's image reads.
 *
 * @throws ConfigError when the text may exceed what EC2 accepts.
 */
export function renderNodeUserData(props: NodeUserDataProps): readonly TextPiece[] {
  const settings = kubeletSettings(props.pool);
  const pieces = splitLate(RENDERERS[props.pool.aws.image.bootstrap](props, settings));
  const remedy = 'give the pool fewer or shorter labels, taints and kernel parameters';
  requireUserDataFit({ subject: `pool '${props.pool.name}'`, remedy }, pieces);
  return pieces;
}

type Renderer = (props: NodeUserDataProps, settings: KubeletSettings) => string;

const RENDERERS: Readonly<Record<AwsPoolSettings['image']['bootstrap'], Renderer>> = {
  nodeadm: ({ pool, cluster }, settings) =>
    renderMultipart([
      { contentType: NODE_CONFIG_CONTENT_TYPE, body: renderNodeConfig(pool, cluster, settings) },
      cloudConfigPart([
        shutdownInhibition(settings),
        ...kernelBoot(pool.kernel),
        ...rebootFiles(pool),
        ...launchCompletionOf(pool, cluster),
      ]),
    ]),
  // The join comes last, because it starts the kubelet, and the unit that waits for the kubelet must start even if the join
  // fails.
  'bootstrap.sh': ({ pool, cluster }, settings) =>
    renderMultipart([
      cloudConfigPart([
        shutdownInhibition(settings),
        ...kernelBoot(pool.kernel),
        ...rebootFiles(pool),
        ...launchCompletionOf(pool, cluster),
        bootstrapScript(pool, cluster, settings),
      ]),
    ]),
  toml: ({ pool, cluster }, settings) => renderBottlerocketSettings(pool, cluster, settings),
};

function cloudConfigPart(configs: readonly CloudConfig[]): MimePart {
  return { contentType: 'text/cloud-config; charset="utf-8"', body: renderCloudConfig(mergeCloudConfigs(configs)) };
}

function launchCompletionOf(pool: AwsNodePoolSpec, cluster: JoinedCluster): readonly CloudConfig[] {
  const hook = launchHookOf(pool);
  return hook === undefined ? [] : [launchCompletion(pool, cluster.name, hook)];
}
