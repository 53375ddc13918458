import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import type { CloudConfig } from './cloud-config';
import { clusterDnsIp } from './cluster-dns-ip';
import type { JoinedCluster } from './joined-cluster';
import { registrationFlags } from './kubelet-flags';
import type { KubeletSettings } from './kubelet-settings';
import { kubeletConfiguration } from './node-config';
import { shellQuote } from './shell-quote';
import { lateMarker } from './text-piece';

const EXTRA_CONFIG_PATH = '/etc/keelson/kubelet-extra.json';
const JOIN_PATH = '/usr/local/libexec/keelson/join-cluster';

/**
 * Joins nodes of older Ubuntu images to the cluster with `/etc/eks/bootstrap.sh`.
 *
 * Labels and taints are flags of the kubelet's first start, with which the node registers. The other settings are merged into the
 * kubelet's file afterwards and the kubelet restarts, because that script writes its own thresholds and reservations there.
 */
export function bootstrapScript(pool: AwsNodePoolSpec, cluster: JoinedCluster, settings: KubeletSettings): CloudConfig {
  return {
    files: [
      { path: EXTRA_CONFIG_PATH, content: `${JSON.stringify(kubeletConfiguration(settings), null, 2)}\n` },
      { path: JOIN_PATH, executable: true, content: renderJoinScript(pool, cluster) },
    ],
    commands: [[JOIN_PATH]],
  };
}

function renderJoinScript(pool: AwsNodePoolSpec, cluster: JoinedCluster): string {
  return `#!/bin/bash
# Joins the cluster, then puts the pool's settings into the kubelet's file.
set -o errexit
set -o nounset
set -o pipefail

/etc/eks/bootstrap.sh ${shellQuote(cluster.name)} \\
  --apiserver-endpoint '${lateMarker('clusterEndpoint')}' \\
  --b64-cluster-ca '${lateMarker('certificateAuthority')}' \\
  --dns-cluster-ip ${shellQuote(clusterDnsIp(cluster.serviceCidr))} \\
  --use-max-pods false \\
  --kubelet-extra-args ${shellQuote(registrationFlags(pool).join(' '))}

config=/etc/kubernetes/kubelet/kubelet-config.json
amended=$(mktemp)
jq --slurp '.[0] * .[1]' "$config" ${EXTRA_CONFIG_PATH} >"$amended"
cat "$amended" >"$config"
rm "$amended"
snap restart kubelet-eks
`;
}
