import { evictedPodFindsNoNode } from '../../../lib/checks/drains/evicted-pod-finds-no-node';
import { runChecks } from '../../../lib/checks/run-checks';
import type { GoogleEnvironmentInput } from '../../../lib/specs/environment/environment-input';
import type { GoogleNodePoolInput, PoolSizeInput } from '../../../lib/specs/pool/node-pool-input';
import type { KubernetesObject } from '../../../lib/values/kubernetes-object';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { hpa } from '../../fixtures/judged-objects';
import { budgetOf, type ManifestOverrides, manifest, modelOf } from '../../fixtures/manifests';

const NODE = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';
const labelSelector = { matchLabels: { 'keelson.dev/workload': 'api' } };
const one = budgetOf('api', { maxUnavailable: 1 });

function said(model: ReturnType<typeof modelOf>): readonly string[] {
  return runChecks(model, [evictedPodFindsNoNode]).map(
    ({ severity, subject, message }) => `${severity}: ${subject}: ${message}`,
  );
}

function onAws(size: PoolSizeInput, ...objects: readonly KubernetesObject[]): readonly string[] {
  const scaling = { kind: 'cluster-autoscaler' } as const;
  const pools = [awsPool({ name: 'system', purpose: 'system' }), awsPool({ size, scaling })];
  const controllers = { clusterAutoscaler: 'existing', terminationHandler: 'existing' } as const;
  const clusters = [awsCluster({ controllers, pools })];
  return said(modelOf(awsEnvironment({ clusters }), objects));
}

function onGoogle(core: Partial<GoogleNodePoolInput>, ...objects: readonly KubernetesObject[]): readonly string[] {
  return said(modelOf(googleWith(core), objects));
}

function googleWith(core: Partial<GoogleNodePoolInput>): GoogleEnvironmentInput {
  const pools = [googlePool({ name: 'system', purpose: 'system' }), googlePool({ ...core, name: 'general' })];
  return googleEnvironment({ clusters: [googleCluster({ pools, workloads: [] })] });
}

/** A pool of GKE with so many nodes, whose upgrades add none. */
const fixed = (nodes: number, maxSurge = 0): Partial<GoogleNodePoolInput> => ({
  size: { scope: 'total', min: nodes, max: nodes },
  ...(nodes < 3 && { zones: ['europe-west4-a'] }),
  google: { ...googlePool().google, layout: 'zonal', upgrade: { maxSurge, maxUnavailable: 1 } },
});

const apart = (topologyKey: string, replicas: number, more: object = {}): KubernetesObject => {
  const required = [{ topologyKey, labelSelector, ...more }];
  const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } };
  return withPod({ replicas, pod: { affinity } });
};

const spread = (replicas: number, more: object = {}): KubernetesObject => {
  const constraint = { topologyKey: NODE, maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', labelSelector, ...more };
  return withPod({ replicas, pod: { topologySpreadConstraints: [constraint] } });
};

function withPod(overrides: ManifestOverrides): KubernetesObject {
  return manifest({ ...overrides, pod: { nodeSelector: { 'keelson.dev/pool': 'general' }, ...overrides.pod } });
}

describe('evicted-pod-finds-no-node', () => {
  const roll =
    "Deployment 'shop/api' on pool 'general': a scale-in never removes their node, an image refresh or upgrade cuts them when its hook has run out after 180 s";

  it('refuses more pods than nodes where each needs a node, with the events that never finish', () => {
    expect(onAws({ scope: 'total', min: 2, max: 4 }, apart(NODE, 5), one)).toEqual([
      "error: cluster 'main' > Deployment 'shop/api': its 5 pods need a node each, but its pools have 4 at most, which leaves 1 pod without a place, and " +
        `its budget, which allows 1 to be away, never allows an eviction (${roll}); run fewer pods, or prefer the anti-affinity instead of requiring it`,
    ]);
    expect(onAws({ scope: 'total', min: 2, max: 5 }, apart(NODE, 5), one)).toEqual([]);
    expect(onAws({ scope: 'total', min: 2, max: 4 }, apart(NODE, 5), budgetOf('api', { maxUnavailable: 2 }))).toEqual(
      [],
    );
  });

  it('counts zones where each pod needs a zone', () => {
    expect(onAws({ scope: 'total', min: 3, max: 9 }, apart(ZONE, 4), one)).toEqual([
      expect.stringContaining(
        'its 4 pods need a zone each, but its pools have 3 at most, which leaves 1 pod without a place',
      ),
    ]);
    expect(onAws({ scope: 'total', min: 3, max: 9 }, apart(ZONE, 3), one)).toEqual([]);
  });

  it('counts what a budget wants to stay, and an autoscaled workload with its minimum', () => {
    const size = { scope: 'total', min: 2, max: 4 } as const;
    expect(onAws(size, apart(NODE, 5), budgetOf('api', { minAvailable: 4 }))).toHaveLength(1);
    expect(onAws(size, apart(NODE, 5), budgetOf('api', { minAvailable: 3 }))).toEqual([]);
    expect(onAws(size, apart(NODE, 2), hpa(5, 9), one)).toHaveLength(1);
    expect(onAws(size, apart(NODE, 2), hpa(4, 9), one)).toEqual([]);
  });

  it.each<[string, KubernetesObject]>([
    ['prefers other nodes', withPod({ replicas: 5, pod: { affinity: { podAntiAffinity: {} } } })],
    ['keeps away from other pods', apart(NODE, 5, { labelSelector: { matchLabels: { app: 'other' } } })],
    ['keeps away from pods of its own revision', apart(NODE, 5, { matchLabelKeys: ['pod-template-hash'] })],
    ['keeps away within racks', apart('example.com/rack', 5)],
    ['is placed by another scheduler', withPod({ replicas: 5, pod: { schedulerName: 'own' } })],
  ])('accepts a workload that %s', (_, object) => {
    expect(onAws({ scope: 'total', min: 2, max: 4 }, object, one)).toEqual([]);
  });

  it('refuses several pods on the only node where no new node comes before the drain', () => {
    expect(onGoogle(fixed(1), withPod({ replicas: 3 }), one)).toEqual([
      "error: cluster 'main' > Deployment 'shop/api': its 3 pods have one node, and its budget allows 1 to be away, so that the drain of that node " +
        "waits until an evicted pod is ready elsewhere, which none can be (Deployment 'shop/api' on pool 'general': an upgrade cuts them after 3600 s); " +
        "raise 'size.max' of a pool, or allow all 3 to be away",
    ]);
    expect(onGoogle(fixed(1), withPod({ replicas: 3 }), budgetOf('api', { maxUnavailable: 3 }))).toEqual([]);
    expect(onGoogle(fixed(1, 1), withPod({ replicas: 3 }), one)).toEqual([]);
    expect(onGoogle(fixed(2), withPod({ replicas: 3 }), one)).toEqual([]);
    // The autoscaler does no harm when it keeps the only node, and the upgrade adds a node before it drains this one.
    const kept = { ...fixed(1, 1), scaling: { kind: 'cluster-autoscaler' } } as const;
    expect(onGoogle(kept, withPod({ replicas: 3 }), one)).toEqual([]);
    // An instance refresh launches the new instance first.
    expect(onAws({ scope: 'total', min: 1, max: 1 }, withPod({ replicas: 3 }), one)).toEqual([]);
  });

  it('refuses a strict spread over nodes that counts the node which is drained', () => {
    expect(onGoogle(fixed(3), spread(6), one)).toEqual([
      "error: cluster 'main' > Deployment 'shop/api': 2 of its 6 pods are on each node, and its spread over nodes ('DoNotSchedule', 'maxSkew' 1) counts " +
        'a node that is drained, so that evicted pods find no other node and its budget, which allows 1 to be away, never allows the last eviction ' +
        "(Deployment 'shop/api' on pool 'general': an upgrade cuts them after 3600 s); set 'nodeTaintsPolicy' of the constraint to Honor",
    ]);
    expect(onGoogle(fixed(3), spread(6, { nodeTaintsPolicy: 'Honor' }), one)).toEqual([]);
    expect(onGoogle(fixed(3), spread(6, { whenUnsatisfiable: 'ScheduleAnyway' }), one)).toEqual([]);
    expect(onGoogle(fixed(3), spread(6, { maxSkew: 2 }), one)).toEqual([]);
    expect(onGoogle(fixed(3), spread(5), one)).toEqual([]);
    expect(onGoogle(fixed(3), spread(6), budgetOf('api', { maxUnavailable: 2 }))).toEqual([]);
    expect(onGoogle(fixed(3, 1), spread(6), one)).toEqual([]);
  });

  it('leaves budgets to budget-blocks-drain that allow no eviction, and those over several workloads', () => {
    expect(onGoogle(fixed(1), withPod({ replicas: 3 }), budgetOf('api', { maxUnavailable: 0 }))).toEqual([]);
    expect(onGoogle(fixed(1), withPod({ replicas: 3 }))).toEqual([]);
    const two = [withPod({ replicas: 3 }), withPod({ replicas: 3, name: 'cart' })];
    expect(onGoogle(fixed(1), ...two, budgetOf('api', { maxUnavailable: 1, selector: {} }))).toEqual([]);
  });

  it('is suppressed by an annotation with a reason', () => {
    const annotations = { 'keelson.dev/ignore-evicted-pod-finds-no-node': 'upgrades are done by hand' };
    const model = modelOf(googleWith(fixed(1)), [withPod({ replicas: 3, annotations }), one]);
    expect(runChecks(model, [evictedPodFindsNoNode])).toMatchObject([{ suppressedBy: 'upgrades are done by hand' }]);
  });
});
