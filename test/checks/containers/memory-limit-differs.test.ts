import { memoryLimitDiffers } from '../../../lib/checks/containers/memory-limit-differs';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { linesOf } from '../../fixtures/judged-objects';
import { type ManifestOverrides, manifest } from '../../fixtures/manifests';

const edge = awsPool({ name: 'edge', purpose: 'traffic', taints: [{ key: 'edge', effect: 'NoSchedule' }] });
const environment = awsEnvironment({ clusters: [awsCluster({ pools: [awsPool(), edge] })] });

const said = (overrides: ManifestOverrides) => linesOf(memoryLimitDiffers, [manifest(overrides)], environment);
const burst = { resources: { requests: { cpu: '1', memory: '256Mi' }, limits: { memory: '512Mi' } } };

it('warns of a container that may use more memory than it requests', () => {
  expect(said({ container: burst })).toEqual([
    "warning: Deployment 'shop/api': container 'api' requests 256Mi of memory and may use 512Mi, so the node may run out of memory that nobody requested, and pods of others are ended; make the request and the limit equal",
  ]);
});

it('refuses such a container where its pods may run on a critical pool', () => {
  const pod = { nodeSelector: {}, tolerations: [{ key: 'edge', operator: 'Exists' }] };
  expect(said({ kind: 'DaemonSet', container: burst, pod })).toEqual([
    "error: DaemonSet 'shop/api': container 'api' requests 256Mi of memory and may use 512Mi, so nodes of pool 'edge', on which the traffic of all depends, may run out of memory; make the request and the limit equal",
  ]);
});

it('judges sidecars, and leaves init containers alone because they end before the pod serves', () => {
  const sidecar = { name: 'proxy', restartPolicy: 'Always', ...burst };
  expect(said({ pod: { initContainers: [{ name: 'warm', ...burst }, sidecar] } })).toEqual([
    expect.stringContaining("container 'proxy' requests 256Mi of memory and may use 512Mi"),
  ]);
});

it.each([
  ['equal in other units', { requests: { memory: '1Gi' }, limits: { memory: '1024Mi' } }],
  ['a limit alone, which is the request too', { limits: { memory: '1Gi' } }],
  ['no limit, which another check reports', { requests: { memory: '1Gi' } }],
])('accepts a request and a limit that are %s', (_, resources) => {
  expect(said({ container: { resources } })).toEqual([]);
});

it('is suppressed by an annotation with a reason', () => {
  const annotations = { 'keelson.dev/ignore-memory-limit-differs': 'bursts at night' };
  expect(said({ annotations, container: burst })).toEqual([expect.stringMatching(/^suppressed \(bursts at night\)/)]);
});
