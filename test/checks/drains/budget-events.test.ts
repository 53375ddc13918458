import { budgetBlocksDrain } from '../../../lib/checks/drains/budget-blocks-drain';
import { runChecks } from '../../../lib/checks/run-checks';
import type { AwsPoolInput } from '../../../lib/specs/pool/aws/aws-pool-input';
import type { AwsNodePoolInput } from '../../../lib/specs/pool/node-pool-input';
import type { KubernetesObject } from '../../../lib/values/kubernetes-object';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { COORDINATED } from '../../fixtures/coordinated-cluster';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { instanceGroupPool } from '../../fixtures/instance-group-pool';
import { budgetOf, manifest, modelOf } from '../../fixtures/manifests';
import { TRACKING } from '../../fixtures/tracked-pool';

const SYSTEM = awsPool({ name: 'system', purpose: 'system' });
const SPOT: Partial<AwsPoolInput> = { capacity: { kind: 'mixed', alternativeTypes: ['m5.xlarge'] } };

function onAws(pool: Partial<AwsNodePoolInput>, ...objects: readonly KubernetesObject[]): readonly string[] {
  const controllers = { clusterAutoscaler: 'existing', terminationHandler: 'existing' } as const;
  const clusters = [awsCluster({ controllers, pools: [SYSTEM, { ...awsPool(), ...pool }] })];
  return found(modelOf(awsEnvironment({ clusters }), objects));
}

function found(model: ReturnType<typeof modelOf>): readonly string[] {
  return runChecks(model, [budgetBlocksDrain]).map(({ severity, message }) => `${severity}: ${message}`);
}

const settings = (aws: Partial<AwsPoolInput>): Partial<AwsNodePoolInput> => ({ aws: { ...awsPool().aws, ...aws } });
const all = budgetOf('api', { minAvailable: 2 });

/** The message of a budget that wants both pods of Deployment 'shop/api', with what blocks. */
function wanted(pool: string, outcomes: string): string {
  return `error: it wants 2 of the 2 pods of Deployment 'shop/api' at all times, so no pod may be evicted (Deployment 'shop/api' on pool '${pool}': ${outcomes}); use 'maxUnavailable' instead`;
}

describe('budget-blocks-drain, which names the events that never finish', () => {
  it('names the roll of a self-managed group, whose hook runs out', () => {
    expect(onAws({}, manifest(), all)).toEqual([
      wanted('general', 'an image refresh or upgrade cuts them when its hook has run out after 180 s'),
    ]);
    expect(onAws({}, manifest(), budgetOf('api', { minAvailable: 1 }))).toEqual([]);
  });

  it('names spot notices, the scale-in of each autoscaler, and coordinated reboots', () => {
    const roll = 'an image refresh or upgrade cuts them when its hook has run out after 180 s';
    expect(onAws(settings(SPOT), manifest(), all)).toEqual([
      wanted('general', `a spot notice cuts them after 110 s, ${roll}`),
    ]);
    expect(onAws({ scaling: { kind: 'cluster-autoscaler' } }, manifest(), all)).toEqual([
      wanted('general', `a scale-in never removes their node, ${roll}`),
    ]);
    const { warmPool, ...scaling } = TRACKING;
    expect(onAws({ scaling }, manifest(), all)).toEqual([
      wanted('general', `a scale-in cuts them when its hook has run out after 180 s, ${roll}`),
    ]);
  });

  it('names a reboot, whose drain kured gives up', () => {
    const image = {
      family: 'ubuntu',
      source: { ssmParameter: '/aws/service/canonical/ubuntu/eks/24.04/1.34/stable/20261020/amd64/hvm/ebs-gp3/ami-id' },
    } as const;
    const [message] = onAws({ reboots: COORDINATED, ...settings({ image }) }, manifest(), all);
    expect(message).toContain('a reboot gives the drain up after 600 s, so that their node is never updated); use');
  });

  it('names the update of a managed node group, which fails', () => {
    expect(onAws(settings({ management: 'managed-node-group' }), manifest(), all)).toEqual([
      wanted('general', 'an update of the node group fails after 900 s'),
    ]);
  });

  it('names the upgrade of GKE, which cuts pods after an hour, and the scale-in of its autoscaler', () => {
    const clusters = [
      googleCluster({ pools: [googlePool({ scaling: { kind: 'cluster-autoscaler' } }), instanceGroupPool()] }),
    ];
    const on = (pool: string) => {
      const objects = [manifest({ pod: { nodeSelector: { 'keelson.dev/pool': pool } } }), all];
      return found(modelOf(googleEnvironment({ clusters }), objects));
    };
    expect(on('core')).toEqual([
      wanted('core', 'a scale-in never removes their node, an upgrade cuts them after 3600 s'),
    ]);
    // The autoscaler of instance groups asks no budget.
    expect(on('edge')).toEqual([wanted('edge', 'an upgrade cuts them after 3600 s')]);
  });

  it('names no event where nothing asks budgets: a group that no program drains', () => {
    expect(found(modelOf(awsEnvironment(), [manifest(), all]))).toEqual([
      "error: it wants 2 of the 2 pods of Deployment 'shop/api' at all times, so no pod may be evicted; use 'maxUnavailable' instead",
    ]);
  });

  it('names every pool on which the pods may be, for every reason of a budget', () => {
    const roll = 'an image refresh or upgrade cuts them when its hook has run out after 180 s';
    const anywhere = manifest({ pod: { nodeSelector: undefined } });
    const where = `(Deployment 'shop/api' on pool 'system': ${roll}; Deployment 'shop/api' on pool 'general': ${roll})`;
    expect(onAws({}, anywhere, budgetOf('api', { maxUnavailable: 0 }))).toEqual([
      `error: its 'maxUnavailable' is 0, so a drain may take no pod ${where}, and the admission policy of team 'shop' refuses the budget; allow at least 1 by maxUnavailable`,
    ]);
    const twins = [budgetOf('api', { maxUnavailable: 1 }), budgetOf('api', { maxUnavailable: 1 }, 'twin')];
    expect(onAws({}, anywhere, ...twins)).toEqual([
      `error: Deployment 'shop/api' has PodDisruptionBudget 'shop/api' too, and the API server refuses every eviction of a pod with two budgets ${where}; keep one of them`,
    ]);
    expect(onAws({}, manifest({ kind: 'Job' }), budgetOf('api', { maxUnavailable: 1 }))).toEqual([
      `error: Job 'shop/api' has no scale subresource, so no eviction is ever allowed while it runs (Job 'shop/api' on pool 'general': ${roll}); give its pods labels that the budget does not select`,
    ]);
  });

  it('names no event for daemons, which drains leave alone', () => {
    expect(onAws({}, manifest({ kind: 'DaemonSet' }), budgetOf('api', { maxUnavailable: 0 }))).toEqual([
      "error: DaemonSet 'shop/api' has no scale subresource, so no eviction is ever allowed; remove the budget, because drains leave daemons alone",
      "error: its 'maxUnavailable' is 0, so a drain may take no pod, and the admission policy of team 'shop' refuses the budget; allow at least 1 by maxUnavailable",
    ]);
  });
});
