import { autoscaledWithReplicas } from '../../../lib/checks/autoscaling/autoscaled-with-replicas';
import { hpaSelectorOverlap } from '../../../lib/checks/autoscaling/hpa-selector-overlap';
import { twoAutoscalers } from '../../../lib/checks/autoscaling/two-autoscalers';
import { awsCluster, awsEnvironment } from '../../fixtures/aws-environment';
import { hpa, linesOf, objectOf, scaled, withSpec } from '../../fixtures/judged-objects';
import { manifest } from '../../fixtures/manifests';

const scaledObject = (spec: Readonly<Record<string, unknown>> = {}, name = 'queue') =>
  objectOf('ScaledObject', { scaleTargetRef: { name: 'api' }, ...spec }, name);

describe('autoscaled-with-replicas', () => {
  const said = (...objects: Parameters<typeof linesOf>[1]) => linesOf(autoscaledWithReplicas, objects);
  const refusal = (replicas: number, autoscaler: string) =>
    `error: Deployment 'shop/api': it states ${replicas} replicas, and ${autoscaler}: every apply resets the number to ${replicas} until the autoscaler corrects it; leave 'replicas' out, after the hand-over if the pods run already, because the apply that removes it sets 1`;

  it('refuses a number of replicas that an autoscaler sets too', () => {
    expect(said(manifest(), hpa(2, 9))).toEqual([refusal(2, "HorizontalPodAutoscaler 'shop/api' sets 2 to 9")]);
    expect(said(manifest(), scaledObject())).toEqual([refusal(2, "ScaledObject 'shop/queue' sets 0 to 100")]);
  });

  it('tells the owner of a service to state the range, because a workload without a number has the default one', () => {
    const container = { image: 'registry.example.com/shop/api:1', port: 8080, cpu: '10m', memory: '32Mi' };
    const api = { name: 'api', namespace: 'shop', kind: 'deployment', pools: ['general'], container } as const;
    const workloads = [{ ...api, health: { kind: 'tcp' } as const }];
    const environment = awsEnvironment({ clusters: [awsCluster({ workloads })] });
    const [line] = linesOf(autoscaledWithReplicas, [manifest(), hpa(2, 9)], environment);
    expect(line).toContain(
      "; state the range as 'replicas' of the workload, whose autoscaler keelson writes, and remove this one",
    );
  });

  it('refuses 0 replicas where that does not switch the autoscaler off', () => {
    expect(said(manifest({ replicas: 0 }), hpa(0, 9))).toEqual([
      refusal(0, "HorizontalPodAutoscaler 'shop/api' sets 0 to 9"),
    ]);
    expect(said(manifest({ replicas: 0 }), scaledObject({ minReplicaCount: 1 }))).toHaveLength(1);
  });

  it('accepts a manifest without a number, an autoscaler of something else, and one that 0 replicas switch off', () => {
    expect(said(scaled(), hpa(2, 9))).toEqual([]);
    expect(said(manifest(), hpa(2, 9, 'other'), { ...hpa(2, 9), metadata: { name: 'api', namespace: 'b' } })).toEqual(
      [],
    );
    expect(said(manifest({ replicas: 0 }), hpa(undefined, 9))).toEqual([]);
  });

  it('is suppressed by an annotation with a reason', () => {
    const annotations = { 'keelson.dev/ignore-autoscaled-with-replicas': 'never applied again' };
    expect(said(manifest({ annotations }), hpa(2, 9))).toEqual([
      expect.stringMatching(/^suppressed \(never applied again\)/),
    ]);
  });
});

describe('two-autoscalers', () => {
  const said = (...objects: Parameters<typeof linesOf>[1]) => linesOf(twoAutoscalers, objects);

  it('refuses a second autoscaler of the same target, of whatever kind', () => {
    expect(said(scaled(), hpa(2, 9), hpa(2, 20, 'api', 'api-memory'), scaledObject())).toEqual([
      "error: HorizontalPodAutoscaler 'shop/api-memory': it sets the replicas of Deployment 'shop/api', and so does HorizontalPodAutoscaler 'shop/api': each undoes the number of the other; keep one of them, with both metrics",
      "error: ScaledObject 'shop/queue': it sets the replicas of Deployment 'shop/api', and so does HorizontalPodAutoscaler 'shop/api': each undoes the number of the other; keep one of them, with both metrics",
    ]);
  });

  it('accepts an autoscaler for each of two targets, also where both have the same name but another kind', () => {
    const scaleTargetRef = { kind: 'StatefulSet', name: 'api' };
    expect(said(hpa(2, 9), hpa(2, 9, 'web'), scaledObject({ scaleTargetRef }))).toEqual([]);
  });

  it('is suppressed by an annotation on the second autoscaler', () => {
    const second = hpa(2, 20, 'api', 'api-memory');
    const annotations = { 'keelson.dev/ignore-two-autoscalers': 'one is paused' };
    expect(said(hpa(2, 9), { ...second, metadata: { ...second.metadata, annotations } })).toEqual([
      expect.stringMatching(/^suppressed \(one is paused\)/),
    ]);
  });
});

describe('hpa-selector-overlap', () => {
  const said = (...objects: Parameters<typeof linesOf>[1]) => linesOf(hpaSelectorOverlap, objects);
  const REMEDY =
    'give the pods of each a label of their own, and select by that; selectors are immutable, so that means a new object';
  const broad = { matchExpressions: [{ key: 'keelson.dev/workload', operator: 'Exists' }] };
  const wide = withSpec({ replicas: undefined, selector: broad }, { name: 'wide' });

  it('refuses a selector that selects the pods of another autoscaled workload', () => {
    expect(said(wide, scaled(), hpa(2, 9), hpa(2, 9, 'wide'))).toEqual([
      `error: Deployment 'shop/wide': its selector selects the pods of Deployment 'shop/api' too, which is autoscaled as well, so both autoscalers stop (AmbiguousSelector); ${REMEDY}`,
    ]);
  });

  it('warns of pods that no autoscaler sets and that distort the average', () => {
    const verify = withSpec({ selector: undefined }, { kind: 'Job', name: 'verify' });
    expect(said(wide, verify, hpa(2, 9, 'wide'))).toEqual([
      `warning: Deployment 'shop/wide': its selector selects the pods of Job 'shop/verify' too, so HorizontalPodAutoscaler 'shop/wide' counts their metrics among those of its own; ${REMEDY}`,
    ]);
  });

  it('accepts colours with a label of their own, pods of other namespaces, and overlaps without an autoscaler', () => {
    expect(said(scaled(), scaled({ name: 'web' }), hpa(2, 9), hpa(2, 9, 'web'))).toEqual([]);
    expect(said(wide, scaled({ namespace: 'other' }), hpa(2, 9, 'wide'))).toEqual([]);
    expect(said(wide, manifest())).toEqual([]);
  });

  it('is suppressed by an annotation with a reason', () => {
    const annotations = { 'keelson.dev/ignore-hpa-selector-overlap': 'goes away in May' };
    const noted = { ...wide, metadata: { ...wide.metadata, annotations } };
    expect(said(noted, manifest(), hpa(2, 9, 'wide'))).toEqual([
      expect.stringMatching(/^suppressed \(goes away in May\)/),
    ]);
  });
});
