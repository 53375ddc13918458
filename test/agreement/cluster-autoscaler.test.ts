import paasProduction from '../../apps/environments/paas-production';
import { poolFacts } from '../../lib/model/pool-facts';
import type { AwsNodePoolInput } from '../../lib/specs/pool/node-pool-input';
import { templateNode } from '../acceptance/harness/template-node';
import { awsCluster, awsEnvironment, awsPool } from '../fixtures/aws-environment';
import { onlyObject } from '../fixtures/synthesize-construct';
import { type BothTrees, bothTrees } from './support/both-trees';
import { resources } from './support/terraform-nodes';

const SCALED = { scaling: { kind: 'cluster-autoscaler' } } as const;
const [managed, storage] = [
  { ...awsPool().aws, management: 'managed-node-group' },
  { ...awsPool().aws, instanceStore: true },
] as const;

/** Pools of every form that decides what an empty group looks like. */
const POOLS: readonly AwsNodePoolInput[] = [
  awsPool({ name: 'system', purpose: 'system', aws: managed }),
  awsPool({ ...SCALED, size: { scope: 'total', min: 0, max: 6 } }),
  awsPool({
    ...SCALED,
    name: 'zonal',
    size: { scope: 'per-zone', min: 0, max: 6 },
    machine: { type: 'm6i.4xlarge' },
    maxPods: 58,
    labels: { 'example.com/tier': 'front' },
    taints: [
      { key: 'dedicated', value: 'jvm', effect: 'NoSchedule' },
      { key: 'spare', effect: 'PreferNoSchedule' },
    ],
    startupTaint: { removedBy: 'opener' },
  }),
  awsPool({ ...SCALED, name: 'disks', machine: { type: 'm6id.xlarge' }, aws: storage }),
];

const trees = bothTrees(
  awsEnvironment({
    clusters: [
      awsCluster({
        pools: POOLS,
        controllers: { clusterAutoscaler: {} },
        workloads: [{ name: 'opener', namespace: 'keelson-system', kind: 'daemon', pools: ['zonal'] }],
      }),
    ],
  }),
);

interface GroupTag {
  readonly key: string;
  readonly value: string;
}

/** Tags of every self-managed group, by the pool of the group. */
function groupsOf({ stacks }: BothTrees): readonly { readonly pool: string; readonly tags: readonly GroupTag[] }[] {
  return resources(stacks, 'aws_autoscaling_group').map((group) => {
    const tags = group['tag'] as readonly GroupTag[];
    return { pool: tags.find(({ key }) => key === 'keelson.dev/pool')?.value ?? '', tags };
  });
}

function podOf({ objects }: BothTrees) {
  const deployment = onlyObject(objects, 'Deployment', 'cluster-autoscaler');
  const { spec } = (deployment['spec'] as { template: { spec: Record<string, unknown> } }).template;
  const [container] = spec['containers'] as { args: readonly string[]; env: readonly { value: string }[] }[];
  return { namespace: deployment.metadata.namespace, account: spec['serviceAccountName'], container };
}

describe.each([
  ['the reference platform', bothTrees(paasProduction)],
  ['pools of every form', trees],
] as const)('the autoscaler of %s', (_, both) => {
  it('has the account to which Terraform lends the role', () => {
    const [association] = resources(both.stacks, 'aws_eks_pod_identity_association');
    const { namespace, account } = podOf(both);
    expect([association?.['namespace'], association?.['service_account']]).toEqual([namespace, account]);
    expect(onlyObject(both.objects, 'ServiceAccount', String(account)).metadata.namespace).toBe(namespace);
  });

  it('finds exactly the groups of the pools that it scales, and may change them', () => {
    const { container } = podOf(both);
    const discovery = container?.args.find((flag) => flag.startsWith('--node-group-auto-discovery=asg:tag='));
    const wanted = (discovery ?? '').slice('--node-group-auto-discovery=asg:tag='.length).split(',');
    const policy = resources(both.stacks, 'aws_iam_role_policy').find(({ name }) => name === 'scaling');
    const { Statement: statements } = JSON.parse(String(policy?.['policy']));
    const allowed: Readonly<Record<string, string>> = statements.at(-1).Condition.StringEquals;
    for (const { pool, tags } of groupsOf(both)) {
      const values = new Map(tags.map(({ key, value }) => [key, value]));
      const isFound = wanted.every((each) => {
        const [key = '', value] = each.split('=');
        return value === undefined ? values.has(key) : values.get(key) === value;
      });
      const isAllowed = Object.entries(allowed).every(([key, value]) => {
        return values.get(key.replace('aws:ResourceTag/', '')) === value;
      });
      const isScaled = both.cluster.pools.find(({ name }) => name === pool)?.scaling.kind === 'cluster-autoscaler';
      expect([pool, isFound, isAllowed]).toEqual([pool, isScaled, isScaled]);
    }
    expect(container?.env.map(({ value }) => value)).toEqual([both.cluster.region]);
  });
});

describe('the node of an empty group, as the autoscaler reads it from the tags', () => {
  const scaled = groupsOf(trees).filter(({ pool }) => pool !== 'system');

  it.each(scaled)('is a node of the spec: $pool', ({ pool: name, tags }) => {
    const pool = trees.cluster.pools.find((each) => each.name === name);
    if (pool === undefined) throw new Error(`no pool ${name}`);
    const facts = poolFacts(trees.cluster, pool);
    const node = templateNode(tags);
    expect(node.labels).toEqual(pool.labels);
    expect(node.taints).toEqual(facts.taints.map((taint) => ({ ...taint, value: taint.value ?? '' })));
    const { cpuMillis, memoryBytes, pods } = facts.allocatable;
    expect(node.allocatable).toMatchObject({ cpu: `${cpuMillis}m`, memory: String(memoryBytes), pods: String(pods) });
  });

  it('has no startup taint, because pods would otherwise never seem to fit', () => {
    const startup = trees.cluster.pools.flatMap((pool) => pool.startupTaint?.key ?? []);
    expect(startup).toEqual(['startup-taint.cluster-autoscaler.kubernetes.io/main-zonal']);
    expect(scaled.flatMap(({ tags }) => templateNode(tags).taints).map(({ key }) => key)).not.toContain(startup[0]);
  });

  it('has the disk without what the kubelet keeps, unless the machine decides it', () => {
    const disks = scaled.map(({ pool, tags }) => [pool, templateNode(tags).allocatable['ephemeral-storage']]);
    expect(Object.fromEntries(disks)).toEqual({ general: '71Gi', zonal: '71Gi', disks: undefined });
  });

  it('is seen to differ where a tag does', () => {
    const [first] = scaled;
    const key = 'k8s.io/cluster-autoscaler/node-template/taint/dedicated';
    expect(() => templateNode([{ key, value: 'jvm' }])).toThrow('ignores the taint');
    expect(templateNode([...(first?.tags ?? []), { key, value: 'jvm:NoSchedule' }]).taints).toHaveLength(1);
  });
});
