import { DefaultStorageClass } from '../../../lib/kubernetes/cluster/default-storage-class';
import { PlatformNamespace, renderCriticalPodLimit } from '../../../lib/kubernetes/cluster/platform-namespace';
import { PRIORITY_CLASS_NAMES, PriorityClasses } from '../../../lib/kubernetes/cluster/priority-classes';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { awsEnvironment } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { onlyCluster } from '../../fixtures/manifests';
import { onlyObject, synthesizeConstruct } from '../../fixtures/synthesize-construct';

describe('the namespace of the platform', () => {
  const cluster = onlyCluster(googleEnvironment());
  const objects = synthesizeConstruct((chart) => void new PlatformNamespace(chart, 'Platform', { cluster }));

  it('is privileged and states the reason', () => {
    expect(onlyObject(objects, 'Namespace').metadata).toMatchObject({
      name: 'keelson-system',
      labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
      annotations: { 'keelson.dev/privileged-because': expect.stringContaining('host network') },
    });
  });

  it('allows system-critical pods by a quota on their classes, because GKE would otherwise refuse them', () => {
    expect(onlyObject(objects, 'ResourceQuota')['spec']).toEqual({
      hard: { pods: '192' },
      scopeSelector: {
        matchExpressions: [
          { scopeName: 'PriorityClass', operator: 'In', values: ['system-cluster-critical', 'system-node-critical'] },
        ],
      },
    });
  });

  it('denies all inbound traffic on the pod network', () => {
    expect(onlyObject(objects, 'NetworkPolicy')['spec']).toEqual({ podSelector: {}, policyTypes: ['Ingress'] });
  });
});

describe('the number of critical pods', () => {
  it('is the largest number of nodes, times eight daemons, times two for a roll', () => {
    // The pool on Google Cloud has at most four nodes in each of three zones; the pools on AWS have at most six in total.
    expect(renderCriticalPodLimit(onlyCluster(googleEnvironment()))).toBe(12 * 8 * 2);
    expect(renderCriticalPodLimit(onlyCluster(awsEnvironment()))).toBe(6 * 8 * 2);
  });

  it('grows with the daemons that the cluster declares', () => {
    const workloads = Array.from({ length: 9 }, (_, index): WorkloadInput => {
      return { name: `agent-${index}`, namespace: 'keelson-system', kind: 'daemon', pools: ['core'] };
    });
    const pools = [googlePool({ size: { scope: 'total', min: 1, max: 2 }, zones: ['europe-west4-a'] })];
    const environment = googleEnvironment({ clusters: [googleCluster({ pools, workloads })] });
    expect(renderCriticalPodLimit(onlyCluster(environment))).toBe(2 * 9 * 2);
  });
});

describe('priority classes', () => {
  const classes = synthesizeConstruct((chart) => void new PriorityClasses(chart, 'Classes'));

  it('carry a version in their names, because their values are immutable', () => {
    for (const name of Object.values(PRIORITY_CLASS_NAMES)) expect(name).toMatch(/-v\d+$/);
  });

  it('stay below the values reserved for the system, and none of them is the global default', () => {
    for (const object of classes) {
      expect(object['value']).toBeLessThan(1_000_000_000);
      expect(object['globalDefault']).toBe(false);
    }
  });

  it('let batch pods wait without preempting others, and still get nodes from the cluster autoscaler', () => {
    const batch = onlyObject(classes, 'PriorityClass', PRIORITY_CLASS_NAMES.batch);
    expect(batch['preemptionPolicy']).toBe('Never');
    expect(batch['value']).toBeLessThan(0);
    expect(batch['value']).toBeGreaterThanOrEqual(-10);
  });
});

it('the default StorageClass of GKE says its type in its name, because parameters are immutable', () => {
  const objects = synthesizeConstruct((chart) => {
    new DefaultStorageClass(chart, 'Class', { diskType: 'hyperdisk-balanced' });
  });
  expect(onlyObject(objects, 'StorageClass')).toMatchObject({
    metadata: {
      name: 'keelson-hyperdisk-balanced-v1',
      annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    },
    provisioner: 'pd.csi.storage.gke.io',
    parameters: { type: 'hyperdisk-balanced' },
    volumeBindingMode: 'WaitForFirstConsumer',
  });
});

it('the default StorageClass of EKS encrypts volumes, lets them grow and creates them in the zone of their pod', () => {
  const objects = synthesizeConstruct((chart) => void new DefaultStorageClass(chart, 'Class'));
  expect(onlyObject(objects, 'StorageClass')).toMatchObject({
    metadata: {
      name: 'keelson-gp3-v1',
      annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    },
    provisioner: 'ebs.csi.aws.com',
    parameters: { type: 'gp3', encrypted: 'true' },
    allowVolumeExpansion: true,
    volumeBindingMode: 'WaitForFirstConsumer',
  });
});
