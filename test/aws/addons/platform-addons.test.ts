import { placeAddons } from '../../../lib/aws/addons/addon-placement';
import { PlatformAddons } from '../../../lib/aws/addons/platform-addons';
import type { AwsNodePoolInput } from '../../../lib/specs/pool/node-pool-input';
import { awsPool } from '../../fixtures/aws-environment';
import { awsClusterSpec, resourceOf, resourcesOf, synthesizeAws } from '../synthesize-aws';

const dedicated = { key: 'dedicated', value: 'system', effect: 'NoSchedule' } as const;

/** The pools of a cluster with these pools in addition to the fixture's pool, which the fixture's workload needs. */
function poolsOf(general: Partial<AwsNodePoolInput>, ...others: readonly Partial<AwsNodePoolInput>[]) {
  return awsClusterSpec({ pools: [awsPool(general), ...others.map(awsPool)], workloads: [] }).pools;
}

describe('the placement of add-ons', () => {
  test('is left to the add-ons where a pool is open to all pods', () => {
    expect(placeAddons(poolsOf({}))).toEqual({});
    expect(placeAddons(poolsOf({}, { name: 'edge', taints: [dedicated] }))).toEqual({});
  });

  test('selects the pools for the system where there are any, and tolerates their taints', () => {
    expect(placeAddons(poolsOf({}, { name: 'system', purpose: 'system', taints: [dedicated] }))).toEqual({
      nodeSelector: { 'keelson.dev/purpose': 'system' },
      tolerations: [
        { key: 'CriticalAddonsOnly', operator: 'Exists' },
        { key: 'dedicated', operator: 'Equal', value: 'system', effect: 'NoSchedule' },
      ],
    });
  });

  test('no longer selects a pool that is not for the system any more, or one that is emptied', () => {
    const system = { name: 'system', purpose: 'system' } as const;
    const placed = (changed: Partial<AwsNodePoolInput>) => placeAddons(poolsOf({}, { ...system, ...changed }));
    expect(placed({})).toEqual({ nodeSelector: { 'keelson.dev/purpose': 'system' } });
    expect(placed({ purpose: 'batch' })).toEqual({});
    expect(placed({ size: { scope: 'total', min: 0, max: 3 } })).toEqual({});
  });

  test('never selects a pool that starts empty while another one has nodes', () => {
    const empty = { name: 'system', purpose: 'system', size: { scope: 'total', min: 0, max: 3 } } as const;
    expect(placeAddons(poolsOf({}, empty))).toEqual({});
  });

  test('never selects a pool with a startup taint, because its remover comes with the manifests', () => {
    const tuner = { name: 'tuner', namespace: 'keelson-system', kind: 'daemon', pools: ['system'] } as const;
    const system = awsPool({ name: 'system', purpose: 'system', startupTaint: { removedBy: 'tuner' } });
    expect(placeAddons(awsClusterSpec({ pools: [awsPool(), system], workloads: [tuner] }).pools)).toEqual({});
  });

  test('tolerates nothing where the taint of a system pool only expresses a preference', () => {
    const system = {
      name: 'system',
      purpose: 'system',
      taints: [{ key: 'spot', effect: 'PreferNoSchedule' }],
    } as const;
    expect(placeAddons(poolsOf({}, system))).toEqual({ nodeSelector: { 'keelson.dev/purpose': 'system' } });
  });
});

describe('add-ons that run on pools', () => {
  const pools = [awsPool(), awsPool({ name: 'system', purpose: 'system', taints: [dedicated] })];
  const cluster = awsClusterSpec({ pools });
  const json = synthesizeAws((stack) => {
    new PlatformAddons(stack, 'addons', { cluster, after: [{ fqn: 'aws_autoscaling_group.general' }] });
  });
  const configuration = (name: string): unknown => {
    const found = resourcesOf(json, 'aws_eks_addon').find((addon) => addon['addon_name'] === name);
    return JSON.parse(String(found?.['configuration_values']));
  };

  test('depend on the pools', () => {
    const addons = resourcesOf(json, 'aws_eks_addon');
    expect(addons.map((addon) => addon['addon_name']).sort()).toEqual([
      'aws-ebs-csi-driver',
      'coredns',
      'metrics-server',
    ]);
    for (const addon of addons) expect(addon['depends_on']).toContain('aws_autoscaling_group.general');
  });

  test('run where the placement of add-ons says', () => {
    const placement = placeAddons(cluster.pools);
    expect(configuration('coredns')).toEqual(placement);
    expect(configuration('metrics-server')).toEqual(placement);
    expect(configuration('aws-ebs-csi-driver')).toMatchObject({ controller: placement });
  });

  test('select any Linux node explicitly, so that they do not keep the selector of a removed pool', () => {
    const open = synthesizeAws((stack) => {
      new PlatformAddons(stack, 'addons', { cluster: awsClusterSpec(), after: [] });
    });
    const anyNode = JSON.stringify({ nodeSelector: { 'kubernetes.io/os': 'linux' } });
    const byName = resourcesOf(open, 'aws_eks_addon').map((addon) => [
      addon['addon_name'],
      addon['configuration_values'],
    ]);
    expect(Object.fromEntries(byName)).toMatchObject({ coredns: anyNode, 'metrics-server': anyNode });
  });

  test('run the node part of the storage driver on every node, tainted or not, and tag volumes as all other resources', () => {
    expect(configuration('aws-ebs-csi-driver')).toMatchObject({
      controller: { extraVolumeTags: { 'keelson-environment': 'paas' } },
      node: { tolerateAllTaints: true },
    });
  });

  test('let the storage driver change only its own volumes', () => {
    expect(resourceOf(json, 'aws_iam_role_policy_attachment')['policy_arn']).toBe(
      'arn:aws:iam::aws:policy/AmazonEBSCSIDriverPolicyV2',
    );
  });
});
