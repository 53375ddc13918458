import { autoscalerOff } from '../../../lib/checks/autoscaling/autoscaler-off';
import { undrainedScaleIn } from '../../../lib/checks/autoscaling/undrained-scale-in';
import type { Check } from '../../../lib/checks/check';
import { runChecks } from '../../../lib/checks/run-checks';
import type { GoogleNodePoolInput } from '../../../lib/specs/pool/node-pool-input';
import type { KubernetesObject } from '../../../lib/values/kubernetes-object';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { instanceGroupPool } from '../../fixtures/instance-group-pool';
import { type ManifestOverrides, manifest, modelOf } from '../../fixtures/manifests';
import { CONTAINER, serviceInput } from '../../fixtures/service-input';

function said(check: Check, edge: GoogleNodePoolInput, ...objects: readonly KubernetesObject[]): readonly string[] {
  const clusters = [googleCluster({ pools: [googlePool(), edge] })];
  const findings = runChecks(modelOf(googleEnvironment({ clusters }), objects), [check]);
  return findings.map(({ severity, subject, message }) => `${severity}: ${subject}: ${message}`);
}

const onPool = (pool: string, overrides: ManifestOverrides = {}) =>
  manifest({ ...overrides, pod: { nodeSelector: { 'keelson.dev/pool': pool } } });

describe('autoscaler-off', () => {
  it('warns of a pool whose autoscalers are off', () => {
    expect(said(autoscalerOff, instanceGroupPool({ mode: 'off' }))).toEqual([
      "warning: cluster 'main' > pool 'edge': its autoscalers are off, and its schedules with them, so that it keeps the number of nodes that it has; set 'scaling.mode' to 'on' when the upgrade has ended",
    ]);
  });

  it('finds nothing where they work, or add nodes only, or do not exist', () => {
    expect(said(autoscalerOff, instanceGroupPool())).toEqual([]);
    expect(said(autoscalerOff, instanceGroupPool({ mode: 'only-scale-out' }))).toEqual([]);
    expect(said(autoscalerOff, instanceGroupPool({}, { scaling: { kind: 'fixed' } }))).toEqual([]);
  });
});

describe('undrained-scale-in', () => {
  it('warns of pods that the autoscaler of instance groups takes without a drain', () => {
    expect(said(undrainedScaleIn, instanceGroupPool(), onPool('edge'))).toEqual([
      "warning: cluster 'main' > Deployment 'shop/api': its pods may run on pool 'edge', whose autoscaler removes nodes without a drain and asks no disruption budget; place them on a pool with 'cluster-autoscaler', or set the mode 'only-scale-out'",
    ]);
  });

  it('finds nothing for pods of other pools, for daemons, and where no node is removed', () => {
    expect(said(undrainedScaleIn, instanceGroupPool(), onPool('core'))).toEqual([]);
    expect(said(undrainedScaleIn, instanceGroupPool(), onPool('edge', { kind: 'DaemonSet' }))).toEqual([]);
    expect(said(undrainedScaleIn, instanceGroupPool(), onPool('edge', { replicas: 0 }))).toEqual([]);
    expect(said(undrainedScaleIn, instanceGroupPool({ mode: 'only-scale-out' }), onPool('edge'))).toEqual([]);
    const drained = instanceGroupPool({}, { scaling: { kind: 'cluster-autoscaler' } });
    expect(said(undrainedScaleIn, drained, onPool('edge'))).toEqual([]);
  });

  it('says what becomes of websockets, which no budget and no drain spreads', () => {
    const gateway = (protocol: 'websocket' | 'http1') => {
      const container = { ...CONTAINER, protocol };
      const pools = ['edge'];
      const workload = serviceInput({
        name: 'api',
        namespace: 'video',
        pools,
        container,
        shutdown: { drainSeconds: 60 },
      });
      const clusters = [googleCluster({ pools: [googlePool(), instanceGroupPool()], workloads: [workload] })];
      const model = modelOf(googleEnvironment({ clusters }), [onPool('edge', { namespace: 'video' })]);
      return runChecks(model, [undrainedScaleIn]).map(({ message }) => message);
    };
    expect(gateway('websocket')).toEqual([
      "its pods may run on pool 'edge', whose autoscaler removes nodes without a drain and asks no disruption budget, so that the websockets of all pods on the node close within the same 60 s; place them on a pool with 'cluster-autoscaler', or set the mode 'only-scale-out'",
    ]);
    expect(gateway('http1')).toEqual([expect.not.stringContaining('websockets')]);
  });

  it('is suppressed by an annotation with a reason', () => {
    const annotations = { 'keelson.dev/ignore-undrained-scale-in': 'requests are repeated' };
    const clusters = [googleCluster({ pools: [googlePool(), instanceGroupPool()] })];
    const model = modelOf(googleEnvironment({ clusters }), [onPool('edge', { annotations })]);
    expect(runChecks(model, [undrainedScaleIn])).toMatchObject([{ suppressedBy: 'requests are repeated' }]);
  });
});
