import { placeAddons } from '../../../lib/aws/addons/addon-placement';
import { PlatformAddons } from '../../../lib/aws/addons/platform-addons';
import type { AwsNodePoolInput } from '../../../lib/specs/pool/node-pool-input';
import { awsPool } from '../../fixtures/aws-environment';
import { awsClusterSpec, resourceOf, resourcesOf, synthesizeAws } from '../synthesize-aws';

const dedicated = { key: 'dedicated', value: 'system', effect: 'NoSchedule' } as const;

/** Pools beside the fixture's, whose workload needs it. */
function poolsOf(general: Partial<AwsNodePoolInput>, ...others: readonly Partial<AwsNodePoolInput>[]) {
  return awsClusterSpec({ pools: [awsPool(general), ...others.map(awsPool)], workloads: [] }).pools;
}

describe('the place of add-ons', () => {
  test('is their own choice where a pool is open to all pods', () => {
    expect(placeAddons(poolsOf({}))).toEqual({});
    expect(placeAddons(poolsOf({}, { name: 'edge', taints: [dedicated] }))).toEqual({});
  });

  test('is the pools for the system where there are any, with their taints', () => {
    expect(placeAddons(poolsOf({}, { name: 'system', purpose: 'system', taints: [dedicated] }))).toEqual({
      nodeSelector: { 'keelson.dev/purpose': 'system' },
      tolerations: [
        { key: 'CriticalAddonsOnly', operator: 'Exists' },
        { key: 'dedicated', operator: 'Equal', value: 'system', effect: 'NoSchedule' },
      ],
    });
  });

  test('leaves a pool that is for the system no more, and one that is emptied', () => {
    const system = { name: 'system', purpose: 'system' } as const;
    const placed = (changed: Partial<AwsNodePoolInput>) => placeAddons(poolsOf({}, { ...system, ...changed }));
    expect(placed({})).toEqual({ nodeSelector: { 'keelson.dev/purpose': 'system' } });
    expect(placed({ purpose: 'batch' })).toEqual({});
    expect(placed({ size: { scope: 'total', min: 0, max: 3 } })).toEqual({});
  });

  test('is never a pool that starts empty while another has nodes', () => {
    const empty = { name: 'system', purpose: 'system', size: { scope: 'total', min: 0, max: 3 } } as const;
    expect(placeAddons(poolsOf({}, empty))).toEqual({});
  });

  test('is never a pool with a startup taint, whose remover comes with the manifests', () => {
    const tuner = { name: 'tuner', namespace: 'keelson-system', kind: 'daemon', pools: ['system'] } as const;
    const system = awsPool({ name: 'system', purpose: 'system', startupTaint: { removedBy: 'tuner' } });
    expect(placeAddons(awsClusterSpec({ pools: [awsPool(), system], workloads: [tuner] }).pools)).toEqual({});
  });

  test('needs no toleration where a system pool only prefers other pods', () => {
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

  test('wait for the pools', () => {
    const addons = resourcesOf(json, 'aws_eks_addon');
    expect(addons.map((addon) => addon['addon_name']).sort()).toEqual([
      'aws-ebs-csi-driver',
      'coredns',
      'metrics-server',
    ]);
    for (const addon of addons) expect(addon['depends_on']).toContain('aws_autoscaling_group.general');
  });

  test('run where add-ons belong', () => {
    const placement = placeAddons(cluster.pools);
    expect(configuration('coredns')).toEqual(placement);
    expect(configuration('metrics-server')).toEqual(placement);
    expect(configuration('aws-ebs-csi-driver')).toMatchObject({ controller: placement });
  });

  test('say that any node will do, lest they keep the selector of a pool that is gone', () => {
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

  test('attach volumes on every node, tainted or not, and tag them as all else is tagged', () => {
    expect(configuration('aws-ebs-csi-driver')).toMatchObject({
      controller: { extraVolumeTags: { 'keelson-environment': 'paas' } },
      node: { tolerateAllTaints: true },
    });
  });

  test('let the storage driver touch its own volumes only', () => {
    expect(resourceOf(json, 'aws_iam_role_policy_attachment')['policy_arn']).toBe(
      'arn:aws:iam::aws:policy/AmazonEBSCSIDriverPolicyV2',
    );
  });
});
