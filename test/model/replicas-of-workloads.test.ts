import { indexPods } from '../../lib/model/pod-index';
import { rolloutOf } from '../../lib/model/rollout-pods';
import type { WorkloadFacts } from '../../lib/model/workload-facts';
import type { KubernetesObject } from '../../lib/values/kubernetes-object';
import { awsEnvironment } from '../fixtures/aws-environment';
import { hpa, objectOf, scaled, withSpec } from '../fixtures/judged-objects';
import { manifest, modelOf } from '../fixtures/manifests';

function factsOf(...objects: readonly KubernetesObject[]): WorkloadFacts {
  const [workload] = modelOf(awsEnvironment(), objects).workloads;
  if (workload === undefined) throw new Error('no workload was read');
  return workload;
}

function boundsOf(...objects: readonly KubernetesObject[]): readonly (number | undefined)[] {
  const { replicas, leastReplicas, mostReplicas } = factsOf(...objects);
  return [replicas, leastReplicas, mostReplicas];
}

const keda = (spec: Readonly<Record<string, unknown>>) =>
  objectOf('ScaledObject', { scaleTargetRef: { name: 'api' }, ...spec });

describe('the number of pods of a workload', () => {
  it('is that of the manifest where nothing scales the workload, and one pod where the manifest states none', () => {
    expect(boundsOf(manifest({ replicas: 3 }))).toEqual([3, 3, 3]);
    expect(boundsOf(scaled())).toEqual([1, 1, 1]);
    expect(boundsOf(manifest({ kind: 'DaemonSet' }))).toEqual([undefined, undefined, undefined]);
  });

  it('is between the numbers of its autoscaler, with the defaults of its kind', () => {
    expect(boundsOf(scaled(), hpa(4, 9))).toEqual([1, 4, 9]);
    expect(boundsOf(manifest({ replicas: 6 }), hpa(undefined, 9))).toEqual([6, 1, 9]);
    expect(boundsOf(scaled(), keda({}))).toEqual([1, 0, 100]);
    expect(boundsOf(scaled(), keda({ minReplicaCount: 3, maxReplicaCount: 8, idleReplicaCount: 0 }))).toEqual([
      1, 0, 8,
    ]);
  });

  it('is within the numbers of all its autoscalers, if there are several', () => {
    expect(boundsOf(scaled(), hpa(4, 9), hpa(2, 5, 'api', 'second'))).toEqual([1, 2, 9]);
  });

  it('is 0 where the manifest switches the autoscaler off, unless the autoscaler goes down to 0 itself', () => {
    expect(boundsOf(manifest({ replicas: 0 }), hpa(4, 9))).toEqual([0, 0, 0]);
    expect(factsOf(manifest({ replicas: 0 }), hpa(4, 9)).autoscalers).toEqual([]);
    expect(boundsOf(manifest({ replicas: 0 }), hpa(0, 9))).toEqual([0, 0, 9]);
    expect(boundsOf(manifest({ replicas: 0 }), keda({ minReplicaCount: 1 }))).toEqual([0, 1, 100]);
  });

  it('leaves every target of an autoscaler in the model, also one that sleeps', () => {
    const model = modelOf(awsEnvironment(), [manifest({ replicas: 0 }), hpa(4, 9)]);
    expect([...model.autoscaledWorkloads]).toEqual(['Deployment shop/api']);
    expect(model.autoscalers.map(({ least, most }) => [least, most])).toEqual([[4, 9]]);
  });
});

describe('the pods that a rollout adds', () => {
  const rolling = (rollingUpdate: Readonly<Record<string, unknown>>, count: number) =>
    rolloutOf(factsOf(withSpec({ strategy: { rollingUpdate } })), count);

  it.each([
    // The surge is rounded up and the missing pods are rounded down; a quarter is the default of both.
    [{}, 1, { surge: 1, ending: 1, missing: 0 }],
    [{}, 3, { surge: 1, ending: 3, missing: 0 }],
    [{}, 10, { surge: 3, ending: 10, missing: 2 }],
    [{ maxSurge: '34%', maxUnavailable: '34%' }, 10, { surge: 4, ending: 10, missing: 3 }],
    [{ maxSurge: 2, maxUnavailable: 0 }, 10, { surge: 2, ending: 10, missing: 0 }],
    [{ maxSurge: 0, maxUnavailable: 0 }, 10, { surge: 0, ending: 10, missing: 1 }],
    [{ maxSurge: 0, maxUnavailable: 20 }, 10, { surge: 0, ending: 10, missing: 10 }],
    [{}, 0, { surge: 0, ending: 0, missing: 1 }],
  ])('of a Deployment with %j and %i pods are %j', (strategy, count, expected) => {
    expect(rolling(strategy, count)).toEqual({ serving: count, ...expected });
  });

  it('are none where an old pod ends before its successor starts', () => {
    const none = { serving: 9, surge: 0, ending: 0, missing: 1 };
    expect(rolloutOf(factsOf(withSpec({ strategy: { type: 'Recreate' } })), 9)).toEqual(none);
    for (const kind of ['StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job']) {
      expect(rolloutOf(factsOf(manifest({ kind })), 9)).toEqual(none);
    }
  });
});

it('an index of pods finds what a selector selects, within one namespace', () => {
  const objects = [manifest(), manifest({ name: 'web' }), manifest({ namespace: 'other' })];
  const find = indexPods(modelOf(awsEnvironment(), objects).workloads);
  const names = (selector: unknown) => find('shop', selector).map(({ namespace, name }) => `${namespace}/${name}`);
  expect(names({ matchLabels: { 'keelson.dev/workload': 'web' } })).toEqual(['shop/web']);
  expect(names({ matchLabels: { 'keelson.dev/workload': 'web', tier: 'front' } })).toEqual([]);
  expect(names({ matchExpressions: [{ key: 'keelson.dev/workload', operator: 'Exists' }] })).toEqual([
    'shop/api',
    'shop/web',
  ]);
  expect(names({})).toEqual(['shop/api', 'shop/web']);
  expect(names({ matchLabels: { constructor: 'x' } })).toEqual([]);
});
