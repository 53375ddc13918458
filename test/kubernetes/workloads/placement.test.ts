import { DisruptionBudget } from '../../../lib/kubernetes/workloads/disruption-budget';
import { renderPlacement } from '../../../lib/kubernetes/workloads/placement';
import type { CoordinatedRebootInput } from '../../../lib/specs/reboots/reboot-input';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import type { WorkloadSpec } from '../../../lib/specs/workload/workload-spec';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { onlyCluster } from '../../fixtures/manifests';
import { onlyObject, synthesizeConstruct } from '../../fixtures/synthesize-construct';

const POOLS = [
  awsPool(),
  awsPool({ name: 'one-zone', zones: ['eu-central-1a'] }),
  awsPool({
    name: 'tainted',
    taints: [
      { key: 'dedicated', value: 'jvm', effect: 'NoSchedule' },
      { key: 'old', effect: 'NoExecute' },
    ],
  }),
  awsPool({ name: 'tuned', startupTaint: { removedBy: 'tuner' } }),
];

const TUNER: WorkloadInput = { name: 'tuner', namespace: 'keelson-system', kind: 'daemon', pools: ['tuned'] };

function workload(overrides: Partial<WorkloadInput> = {}): WorkloadSpec {
  const api: WorkloadInput = { name: 'api', namespace: 'shop', kind: 'deployment', pools: ['general'], ...overrides };
  const cluster = onlyCluster(awsEnvironment({ clusters: [awsCluster({ pools: POOLS, workloads: [TUNER, api] })] }));
  const spec = cluster.workloads[1];
  if (spec === undefined) throw new Error('the fixture changed');
  return spec;
}

/** Placement of a workload on Google Cloud, whose pools `arm` and `axion` have arm64 machines. */
function onGoogle(pools: readonly string[]) {
  const clusterPools = [
    googlePool(),
    googlePool({ name: 'arm', machine: { type: 't2a-standard-4' } }),
    googlePool({ name: 'axion', machine: { type: 'c4a-standard-4' } }),
  ];
  const workloads = [{ name: 'api', namespace: 'video', kind: 'deployment', pools }] as const;
  const [spec] = onlyCluster(
    googleEnvironment({ clusters: [googleCluster({ pools: clusterPools, workloads })] }),
  ).workloads;
  if (spec === undefined) throw new Error('the fixture changed');
  return renderPlacement(spec);
}

const ARM_TOLERATION = { key: 'kubernetes.io/arch', operator: 'Equal', value: 'arm64', effect: 'NoSchedule' };

describe('on nodes that GKE taints for their architecture', () => {
  it('tolerates the taint and selects the architecture', () => {
    expect(onGoogle(['arm'])).toMatchObject({
      nodeSelector: { 'keelson.dev/pool': 'arm', 'kubernetes.io/arch': 'arm64' },
      tolerations: [ARM_TOLERATION],
    });
    const both = onGoogle(['arm', 'axion']);
    expect(both).toMatchObject({ nodeSelector: { 'kubernetes.io/arch': 'arm64' }, tolerations: [ARM_TOLERATION] });
    expect(JSON.stringify(both.affinity)).toContain('["arm","axion"]');
  });

  it('tolerates the taint alone where other pools have another architecture', () => {
    const placement = onGoogle(['arm', 'core']);
    expect(placement).not.toHaveProperty('nodeSelector');
    expect(placement.tolerations).toEqual([ARM_TOLERATION]);
  });

  it('neither tolerates nor selects anything more on other nodes', () => {
    const placement = onGoogle(['core']);
    expect(placement.nodeSelector).toEqual({ 'keelson.dev/pool': 'core' });
    expect(placement).not.toHaveProperty('tolerations');
  });
});

describe('the placement of a workload', () => {
  it('selects the only pool of the workload by label', () => {
    const placement = renderPlacement(workload());
    expect(placement.nodeSelector).toEqual({ 'keelson.dev/pool': 'general' });
    expect(placement).not.toHaveProperty('affinity');
    expect(placement).not.toHaveProperty('tolerations');
  });

  it('selects one of several pools by affinity, because a selector cannot express that', () => {
    const placement = renderPlacement(workload({ pools: ['general', 'tainted'] }));
    expect(placement).not.toHaveProperty('nodeSelector');
    expect(placement.affinity).toEqual({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'keelson.dev/pool', operator: 'In', values: ['general', 'tainted'] }] },
          ],
        },
      },
    });
  });

  it('lets daemons of teams leave a node that is about to be drained, and keeps those of the platform', () => {
    const reboots: CoordinatedRebootInput = {
      kind: 'coordinated',
      window: { days: ['monday', 'tuesday'], start: '01:00', end: '05:00' },
      rebootMinutes: 5,
    };
    const ubuntu = { family: 'ubuntu', source: { amiId: 'ami-0123456789abcdef0' } } as const;
    const pool = awsPool({ reboots, aws: { ...awsPool().aws, image: ubuntu } });
    const proxy = { name: 'proxy', kind: 'daemon', pools: ['general'] } as const;
    const workloads = [
      { ...proxy, namespace: 'shop' },
      { ...proxy, namespace: 'keelson-system' },
    ];
    const cluster = onlyCluster(awsEnvironment({ clusters: [awsCluster({ pools: [pool], workloads })] }));
    const [serving, agent] = cluster.workloads.map(renderPlacement);
    expect(serving).toMatchObject({
      nodeSelector: { 'keelson.dev/pool': 'general' },
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              { matchExpressions: [{ key: 'keelson.dev/rebooting', operator: 'NotIn', values: ['true'] }] },
            ],
          },
        },
      },
    });
    expect(agent).not.toHaveProperty('affinity');
  });

  it('tolerates exactly the taints of its pools, each with its effect', () => {
    expect(renderPlacement(workload({ pools: ['tainted'] })).tolerations).toEqual([
      { key: 'dedicated', operator: 'Equal', value: 'jvm', effect: 'NoSchedule' },
      { key: 'old', operator: 'Exists', effect: 'NoExecute' },
    ]);
  });

  it('does not tolerate a startup taint that another daemon removes', () => {
    expect(renderPlacement(workload({ pools: ['tuned'] }))).not.toHaveProperty('tolerations');
  });

  it("spreads over zones and nodes, by keelson's own label", () => {
    const spread = renderPlacement(workload()).topologySpreadConstraints ?? [];
    expect(spread.map((constraint) => constraint.topologyKey)).toEqual([
      'topology.kubernetes.io/zone',
      'kubernetes.io/hostname',
    ]);
    for (const constraint of spread) {
      expect(constraint).toMatchObject({
        maxSkew: 1,
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: { 'keelson.dev/workload': 'api' } },
      });
    }
  });

  it('spreads only over nodes in a single zone', () => {
    const spread = renderPlacement(workload({ pools: ['one-zone'] })).topologySpreadConstraints;
    expect(spread?.map((constraint) => constraint.topologyKey)).toEqual(['kubernetes.io/hostname']);
  });

  it('spreads a service that begins with one pod and grows', () => {
    const service = workload({
      container: { image: 'registry.example.com/shop/api:1', port: 8080, cpu: '10m', memory: '32Mi' },
      health: { kind: 'tcp' },
      replicas: { min: 1, max: 4, target: { kind: 'cpu', percentOfRequest: 70 } },
    });
    expect(renderPlacement(service).topologySpreadConstraints).toHaveLength(2);
  });

  it.each<[string, Partial<WorkloadInput>]>([
    ['a single replica', { replicas: 1 }],
    ['a job', { kind: 'job' }],
  ])('does not spread %s', (_, overrides) => {
    expect(renderPlacement(workload(overrides))).not.toHaveProperty('topologySpreadConstraints');
  });
});

describe('a disruption budget', () => {
  it('allows as many evictions as the workload states, and always those of unhealthy pods', () => {
    const objects = synthesizeConstruct((chart) => {
      new DisruptionBudget(chart, 'Budget', { workload: workload({ replicas: 4, maxUnavailable: 2 }) });
    });
    expect(onlyObject(objects, 'PodDisruptionBudget')).toMatchObject({
      metadata: { name: 'api', namespace: 'shop' },
      spec: {
        maxUnavailable: 2,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: { 'keelson.dev/workload': 'api' } },
      },
    });
  });

  it.each(['daemon', 'job'] as const)('is refused for a %s', (kind) => {
    expect(() => {
      synthesizeConstruct((chart) => void new DisruptionBudget(chart, 'Budget', { workload: workload({ kind }) }));
    }).toThrow(`workload 'shop/api': 'kind' must be 'deployment' to have a disruption budget, got '${kind}'`);
  });
});
