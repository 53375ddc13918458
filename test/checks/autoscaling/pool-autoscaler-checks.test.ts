import { autoscalerOff } from '../../../lib/checks/autoscaling/autoscaler-off';
import { undrainedScaleIn } from '../../../lib/checks/autoscaling/undrained-scale-in';
import type { Check } from '../../../lib/checks/check';
import { runChecks } from '../../../lib/checks/run-checks';
import type { AwsNodePoolInput, GoogleNodePoolInput } from '../../../lib/specs/pool/node-pool-input';
import type { KubernetesObject } from '../../../lib/values/kubernetes-object';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { instanceGroupPool } from '../../fixtures/instance-group-pool';
import { type ManifestOverrides, manifest, modelOf } from '../../fixtures/manifests';

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
      "warning: cluster 'main' > Deployment 'shop/api': its pods may run on pool 'edge', whose autoscaler removes nodes without a drain and without a look at disruption budgets; place them on a pool with 'cluster-autoscaler', or set the mode 'only-scale-out'",
    ]);
  });

  it('finds nothing for pods of other pools, for daemons, and where no node is removed', () => {
    expect(said(undrainedScaleIn, instanceGroupPool(), onPool('core'))).toEqual([]);
    expect(said(undrainedScaleIn, instanceGroupPool(), onPool('edge', { kind: 'DaemonSet' }))).toEqual([]);
    expect(said(undrainedScaleIn, instanceGroupPool({ mode: 'only-scale-out' }), onPool('edge'))).toEqual([]);
    const drained = instanceGroupPool({}, { scaling: { kind: 'cluster-autoscaler' } });
    expect(said(undrainedScaleIn, drained, onPool('edge'))).toEqual([]);
  });

  const saidOnAws = (scaling: AwsNodePoolInput['scaling'], ...objects: readonly KubernetesObject[]) => {
    const clusters = [awsCluster({ pools: [awsPool(), awsPool({ name: 'edge', scaling })] })];
    const findings = runChecks(modelOf(awsEnvironment({ clusters }), objects), [undrainedScaleIn]);
    return findings.map(({ severity, subject, message }) => `${severity}: ${subject}: ${message}`);
  };
  const signals = [{ kind: 'cpu', percent: 60 }] as const;
  const window = { days: 'every-day', start: '18:00', end: '23:00', timeZone: 'Europe/Berlin' } as const;

  it('warns of pods that groups on AWS take without a drain, by their targets or at the end of a window', () => {
    const warning =
      "warning: cluster 'main' > Deployment 'shop/api': its pods may run on pool 'edge', whose groups remove nodes without a drain and without a look at disruption budgets; place them on a pool with 'cluster-autoscaler', or state 'scalesIn' false and no schedules";
    expect(saidOnAws({ kind: 'target-tracking', signals }, onPool('edge'))).toEqual([warning]);
    const schedules = [{ name: 'evening', window, min: 3 }];
    const evening = { kind: 'target-tracking', signals, scalesIn: false, schedules } as const;
    expect(saidOnAws(evening, onPool('edge'))).toEqual([warning]);
  });

  it('finds nothing on AWS for daemons, and where groups never remove nodes or the cluster autoscaler drains them', () => {
    const tracking = { kind: 'target-tracking', signals } as const;
    expect(saidOnAws(tracking, onPool('edge', { kind: 'DaemonSet' }), onPool('general'))).toEqual([]);
    expect(saidOnAws({ ...tracking, scalesIn: false }, onPool('edge'))).toEqual([]);
    expect(saidOnAws({ kind: 'cluster-autoscaler' }, onPool('edge'))).toEqual([]);
  });

  it('is suppressed by an annotation with a reason', () => {
    const annotations = { 'keelson.dev/ignore-undrained-scale-in': 'requests are repeated' };
    const clusters = [googleCluster({ pools: [googlePool(), instanceGroupPool()] })];
    const model = modelOf(googleEnvironment({ clusters }), [onPool('edge', { annotations })]);
    expect(runChecks(model, [undrainedScaleIn])).toMatchObject([{ suppressedBy: 'requests are repeated' }]);
  });
});
