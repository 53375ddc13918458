import { parse } from 'yaml';
import kubelet from './kubelet-fields.json';
import { judgeFlags } from './kubelet-flags-judge';
import {
  type Fields,
  isMap,
  judgeFields,
  judgeImageCollection,
  judgeReserved,
  judgeShutdown,
  judgeThresholds,
} from './typed-fields';

/**
 * Members of a NodeConfig.
 *
 * @see https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/api/v1alpha1/nodeconfig_types.go
 */
const NODE_CONFIG: Readonly<Record<string, Fields>> = {
  document: { apiVersion: 'string', kind: 'string', metadata: 'object', spec: 'object' },
  spec: { cluster: 'object', containerd: 'object', instance: 'object', kubelet: 'object', featureGates: 'boolean-map' },
  cluster: {
    name: 'string',
    apiServerEndpoint: 'url',
    certificateAuthority: 'base64',
    cidr: 'string',
    enableOutpost: 'boolean',
    id: 'string',
  },
  containerd: { config: 'string', baseRuntimeSpec: 'object' },
  instance: { localStorage: 'object' },
  localStorage: { strategy: 'string', mountPath: 'string', disabledMounts: 'strings' },
  kubelet: { config: 'object', flags: 'strings' },
};

/** Required members, because nodeadm does not ask the EKS API for missing ones. */
const REQUIRED_OF_CLUSTER = ['name', 'apiServerEndpoint', 'certificateAuthority', 'cidr'];

const STRATEGIES = [undefined, 'RAID0', 'RAID10', 'Mount'];

/** Reports what nodeadm or the kubelet would refuse or ignore in a NodeConfig. */
export function judgeNodeConfig(text: string): readonly string[] {
  const document: unknown = parse(text, { strict: true, uniqueKeys: true, version: '1.1' });
  const at = (value: unknown, name: string): unknown => (isMap(value) ? value[name] : undefined);
  const spec = at(document, 'spec');
  const cluster = at(spec, 'cluster');
  const node = at(spec, 'kubelet');
  const instance = at(spec, 'instance');
  const storage = at(instance, 'localStorage');
  const judge = (path: string, value: unknown) =>
    value === undefined ? [] : judgeFields(path, value, NODE_CONFIG[path] ?? {});
  const isKind = at(document, 'apiVersion') === 'node.eks.aws/v1alpha1' && at(document, 'kind') === 'NodeConfig';
  const missing = REQUIRED_OF_CLUSTER.filter((name) => at(cluster, name) === undefined);
  return [
    ...(isKind ? [] : ['NodeConfig has another kind']),
    ...judge('document', document),
    ...judge('spec', spec),
    ...judge('cluster', cluster),
    ...judge('containerd', at(spec, 'containerd')),
    ...judge('instance', instance),
    ...judge('localStorage', storage),
    ...judge('kubelet', node),
    ...missing.map((name) => `cluster.${name} is missing`),
    ...(STRATEGIES.includes(at(storage, 'strategy') as string) ? [] : ['localStorage.strategy is unknown']),
    ...judgeKubeletConfiguration(at(node, 'config') ?? {}),
    ...judgeFlags((at(node, 'flags') ?? []) as readonly string[]),
  ];
}

/** Reports what the kubelet's strict decoding and its validation refuse in a KubeletConfiguration. */
export function judgeKubeletConfiguration(value: unknown): readonly string[] {
  const config = isMap(value) ? value : {};
  return [
    ...judgeFields('kubelet configuration', value, kubelet.fields as Fields),
    ...judgeThresholds('evictionHard', config['evictionHard']),
    ...judgeReserved('kubeReserved', config['kubeReserved']),
    ...judgeShutdown('kubelet configuration', config['shutdownGracePeriod'], config['shutdownGracePeriodCriticalPods']),
    ...judgeImageCollection(
      'kubelet configuration',
      config['imageGCLowThresholdPercent'],
      config['imageGCHighThresholdPercent'],
    ),
  ];
}
