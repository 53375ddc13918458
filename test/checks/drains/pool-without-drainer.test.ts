import { poolWithoutDrainer } from '../../../lib/checks/drains/pool-without-drainer';
import { runChecks } from '../../../lib/checks/run-checks';
import type { ControllersInput } from '../../../lib/specs/cluster/controllers/controllers-input';
import type { AwsNodePoolInput } from '../../../lib/specs/pool/node-pool-input';
import type { KubernetesObject } from '../../../lib/values/kubernetes-object';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleEnvironment } from '../../fixtures/google-environment';
import { manifest, modelOf } from '../../fixtures/manifests';

interface Case {
  readonly pool?: Partial<AwsNodePoolInput>;
  readonly controllers?: ControllersInput;
}

function said({ pool = {}, controllers = {} }: Case, ...objects: readonly KubernetesObject[]): readonly string[] {
  const clusters = [
    awsCluster({ controllers, pools: [awsPool({ name: 'system', purpose: 'system' }), awsPool(pool)] }),
  ];
  const findings = runChecks(modelOf(awsEnvironment({ clusters }), objects), [poolWithoutDrainer]);
  return findings.map(({ severity, subject, message }) => `${severity}: ${subject}: ${message}`);
}

describe('pool-without-drainer', () => {
  it('warns once of a self-managed pool with pods whose nodes nobody drains', () => {
    expect(said({}, manifest())).toEqual([
      "warning: cluster 'main' > pool 'general': the group ends nodes without a drain whenever it replaces or removes them, so that the pods of " +
        "Deployment 'shop/api' end with their node, several at once, and no disruption budget is asked; state 'controllers.terminationHandler' of the cluster",
    ]);
    const names = ['api', 'cart', 'search', 'mail', 'login'];
    expect(said({}, ...names.map((name) => manifest({ name })))).toEqual([
      expect.stringContaining(
        "the pods of Deployment 'shop/api', Deployment 'shop/cart', Deployment 'shop/search' and 2 more end with their node",
      ),
    ]);
  });

  it('accepts a termination handler of keelson or of somebody else, and managed node groups', () => {
    expect(said({ controllers: { terminationHandler: {} } }, manifest())).toEqual([]);
    expect(said({ controllers: { terminationHandler: 'existing' } }, manifest())).toEqual([]);
    const aws = { ...awsPool().aws, management: 'managed-node-group' } as const;
    expect(said({ pool: { aws } }, manifest())).toEqual([]);
  });

  it('accepts pools without pods, and with daemons only, which end with their node in any case', () => {
    expect(said({})).toEqual([]);
    expect(said({}, manifest({ kind: 'DaemonSet' }), manifest({ replicas: 0 }))).toEqual([]);
    expect(said({}, manifest({ pod: { schedulerName: 'own' } }))).toEqual([]);
  });

  it('leaves Google Cloud alone, where GKE drains nodes', () => {
    const pod = { nodeSelector: { 'keelson.dev/pool': 'core' } };
    expect(runChecks(modelOf(googleEnvironment(), [manifest({ pod })]), [poolWithoutDrainer])).toEqual([]);
  });
});
