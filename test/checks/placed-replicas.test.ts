import { runChecks } from '../../lib/checks/run-checks';
import { workloadNotAsPlaced } from '../../lib/checks/workload-not-as-placed';
import { buildModel } from '../../lib/model/build-model';
import { replicasField } from '../../lib/specs/workload/replicas/replicas-fields';
import type { ReplicaRangeInput } from '../../lib/specs/workload/replicas/replicas-input';
import type { KubernetesObject } from '../../lib/values/kubernetes-object';
import { awsEnvironment } from '../fixtures/aws-environment';
import { hpa, objectOf, scaled, withSpec } from '../fixtures/judged-objects';
import { manifest, onlyCluster } from '../fixtures/manifests';

/** Findings where the workload `shop/api` declares a number of pods or a range; the spec is made by hand, past other rules. */
function said(declared: number | ReplicaRangeInput, ...objects: readonly KubernetesObject[]): readonly string[] {
  const cluster = onlyCluster(awsEnvironment());
  const replicas = replicasField.resolve(declared);
  const workloads = cluster.workloads.map((workload) => ({ ...workload, replicas }));
  const findings = runChecks(buildModel({ ...cluster, workloads }, objects), [workloadNotAsPlaced]);
  return findings.map(({ severity, subject, message }) => `${severity}: ${subject.split(' > ')[1]}: ${message}`);
}

/** A further set of pods of the workload `shop/api`. */
function set(name: string, replicas: number | undefined): KubernetesObject {
  const { spec } = manifest() as KubernetesObject & { readonly spec: { readonly template: unknown } };
  return withSpec({ template: spec.template, replicas }, { name });
}

describe('a declared number', () => {
  it('refuses another number in the manifest', () => {
    expect(said(2, manifest({ replicas: 3 }))).toEqual([
      "error: Deployment 'shop/api': it has 3 replicas, but 2 are declared; take the number from the workload's spec",
    ]);
    expect(said(2, manifest({ replicas: 0 }))).toEqual([
      "error: Deployment 'shop/api': it has 0 replicas, but 2 are declared; take the number from the workload's spec",
    ]);
    expect(said(1, withSpec({ replicas: undefined }))).toEqual([]);
  });

  it.each([
    ['an idle colour beside the one that serves', [set('api-blue', 4), set('api-green', 0)]],
    ['two full colours while traffic moves', [set('api-blue', 4), set('api-green', 4)]],
    ['a canary beside the full stable set', [set('api', 4), set('api-canary', 1)]],
    ['a canary that is a part of the number', [set('api', 3), set('api-canary', 1)]],
  ])('accepts %s', (_, objects) => {
    expect(said(4, ...objects)).toEqual([]);
  });

  it('refuses sets of which none has the number, nor all together', () => {
    expect(said(4, set('api', 2), set('api-canary', 1))).toEqual([
      "error: Deployment 'shop/api': it and Deployment 'shop/api-canary' have 2 + 1 = 3 replicas, but 4 are declared; take the number from the workload's spec",
    ]);
    expect(said(4, set('api-blue', 0), set('api-green', 0))).toHaveLength(1);
  });

  it('refuses a set with more than the number, though another set has the number', () => {
    expect(said(4, set('api', 4), set('api-canary', 5))).toEqual([
      "error: Deployment 'shop/api-canary': it has 5 replicas, but 4 are declared; take the number from the workload's spec",
    ]);
  });

  it('accepts an autoscaler that keeps the number, and warns of one that goes below', () => {
    expect(said(2, scaled(), hpa(2, 9))).toEqual([]);
    expect(said(2, scaled(), hpa(undefined, 9))).toEqual([
      "warning: Deployment 'shop/api': HorizontalPodAutoscaler 'shop/api' sets 1 to 9 pods, but 2 are declared, with which availability is computed; declare the range, or raise the autoscaler's minimum to 2",
    ]);
  });
});

describe('a declared range', () => {
  const range: ReplicaRangeInput = { min: 2, max: 9, target: { kind: 'cpu', percentOfRequest: 70 } };

  it('accepts an autoscaler with its numbers', () => {
    expect(said(range, scaled(), hpa(2, 9))).toEqual([]);
    const keda = { scaleTargetRef: { name: 'api' }, minReplicaCount: 2, maxReplicaCount: 9 };
    expect(said(range, scaled(), objectOf('ScaledObject', keda))).toEqual([]);
  });

  it.each([
    [3, 9, '3 to 9'],
    [2, 12, '2 to 12'],
    [undefined, 9, '1 to 9'],
  ])('refuses an autoscaler of %s to %s pods', (min, max, numbers) => {
    expect(said(range, scaled(), hpa(min, max))).toEqual([
      `error: Deployment 'shop/api': HorizontalPodAutoscaler 'shop/api' sets ${numbers} pods, but 2 to 9 are declared; take both numbers from 'replicas' of the workload's spec`,
    ]);
  });

  it('refuses a manifest without an autoscaler', () => {
    expect(said(range, manifest({ replicas: 4 }))).toEqual([
      "error: Deployment 'shop/api': no autoscaler sets its replicas, which are 4, but 2 to 9 are declared; add a HorizontalPodAutoscaler with the numbers of the workload's spec, and state no 'replicas'",
    ]);
  });

  it('accepts an idle colour, whose autoscaler is switched off by 0 replicas', () => {
    const colours = [set('api-blue', undefined), hpa(2, 9, 'api-blue'), set('api-green', 0), hpa(2, 9, 'api-green')];
    expect(said(range, ...colours)).toEqual([]);
  });

  it('refuses two idle colours', () => {
    expect(said(range, set('api-blue', 0), hpa(2, 9, 'api-blue'), set('api-green', 0))).toHaveLength(2);
  });

  it('accepts a track with a smaller range of its own, and refuses one with a larger range', () => {
    const stable = [scaled(), hpa(2, 9)];
    expect(said(range, ...stable, set('api-canary', undefined), hpa(1, 3, 'api-canary'))).toEqual([]);
    expect(said(range, ...stable, set('api-canary', undefined), hpa(1, 30, 'api-canary'))).toEqual([
      "error: Deployment 'shop/api-canary': HorizontalPodAutoscaler 'shop/api-canary' sets 1 to 30 pods, but 2 to 9 are declared; take both numbers from 'replicas' of the workload's spec",
    ]);
  });
});
