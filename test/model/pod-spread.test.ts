import { buildModel } from '../../lib/model/build-model';
import { type PodSpread, readSpread } from '../../lib/model/pod-spread';
import { awsEnvironment } from '../fixtures/aws-environment';
import { manifest, onlyCluster } from '../fixtures/manifests';

const labelSelector = { matchLabels: { 'keelson.dev/workload': 'api' } };

function spreadOf(pod: Readonly<Record<string, unknown>>): PodSpread | undefined {
  const [workload] = buildModel(onlyCluster(awsEnvironment()), [manifest({ pod })]).workloads;
  return workload && readSpread(workload);
}

const apart = (...terms: readonly object[]) =>
  spreadOf({ affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } } })?.apart;

const skew = (...constraints: readonly object[]) => spreadOf({ topologySpreadConstraints: constraints })?.nodeSkew;

describe('how pods keep away from each other', () => {
  it('is nothing where a pod states nothing', () => {
    expect(spreadOf({})).toEqual({ apart: [], nodeSkew: undefined });
  });

  it('is read from required anti-affinity with the pods of the same workload', () => {
    expect(apart({ topologyKey: 'kubernetes.io/hostname', labelSelector })).toEqual(['node']);
    expect(apart({ topologyKey: 'topology.kubernetes.io/zone', labelSelector: {} })).toEqual(['zone']);
    expect(apart({ topologyKey: 'failure-domain.beta.kubernetes.io/zone', labelSelector })).toEqual(['zone']);
  });

  it.each<[string, object]>([
    ['of other pods', { labelSelector: { matchLabels: { app: 'other' } } }],
    ['without a selector, which selects nothing', { labelSelector: undefined }],
    ['of other namespaces', { namespaces: ['other'] }],
    ['of namespaces by their labels', { namespaceSelector: {} }],
    ['of single revisions', { matchLabelKeys: ['pod-template-hash'] }],
    ['over a domain that only its owner knows', { topologyKey: 'example.com/rack' }],
  ])('leaves out terms %s', (_, more) => {
    expect(apart({ topologyKey: 'kubernetes.io/hostname', labelSelector, ...more })).toEqual([]);
  });

  it('is read from strict spreads over nodes that count nodes which are drained, the least skew of several', () => {
    const strict = {
      topologyKey: 'kubernetes.io/hostname',
      maxSkew: 3,
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector,
    };
    expect(skew(strict, { ...strict, maxSkew: 2 })).toBe(2);
    expect(skew({ ...strict, nodeTaintsPolicy: 'Ignore' })).toBe(3);
    expect(skew({ ...strict, nodeTaintsPolicy: 'Honor' })).toBeUndefined();
    expect(skew({ ...strict, whenUnsatisfiable: 'ScheduleAnyway' })).toBeUndefined();
    expect(skew({ ...strict, topologyKey: 'topology.kubernetes.io/zone' })).toBeUndefined();
  });
});
