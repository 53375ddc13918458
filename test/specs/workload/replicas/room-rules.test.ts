import type { WorkloadInput } from '../../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { googleCluster, googleEnvironment } from '../../../fixtures/google-environment';
import { problemsOf } from '../../problems-of';

const AT = "environment 'paas' > cluster 'main' > workload 'api': ";
const CPU = { kind: 'cpu', percentOfRequest: 70 } as const;
const CONTAINER = { image: 'registry.example.com/shop/api:1.4.2', port: 8080, cpu: '100m', memory: '128Mi' } as const;

const service = (overrides: Partial<WorkloadInput>): WorkloadInput => ({
  name: 'api',
  namespace: 'shop',
  kind: 'deployment',
  pools: ['general'],
  container: CONTAINER,
  health: { kind: 'http', ready: '/ready' },
  ...overrides,
});

interface Room {
  readonly quota?: { readonly cpu: string; readonly memory: string; readonly pods: number };
  readonly pools?: readonly ReturnType<typeof awsPool>[];
}

const LARGE = { cpu: '900', memory: '900Gi', pods: 5000 };

const judge = (workload: Partial<WorkloadInput>, { quota = LARGE, pools = [awsPool()] }: Room = {}) => {
  const teams = [{ name: 'shop', quota, groups: [] }];
  return problemsOf(awsEnvironment({ clusters: [awsCluster({ teams, pools, workloads: [service(workload)] })] }));
};

// A node m6i.xlarge of EKS has 3920m of CPU; the cloud's daemons request 180m of it, so that 3740m are left.
describe('the nodes of its pools', () => {
  test('have room for the pods of a service, and for those that a rollout adds', () => {
    // 6 nodes take 3 pods of 1 core each; 14 pods and a quarter of them are 18.
    const container = { ...CONTAINER, cpu: '1' };
    expect(judge({ container, replicas: 14 })).toEqual([]);
    expect(judge({ container, replicas: 15 })).toEqual([
      `${AT}'replicas' must fit the nodes of its pools: 6 nodes of 'general' x 3 pods (by CPU) = 18 pods, and 15 + 4 that a rollout adds = 19 are wanted, got 15; lower it to 14, or raise 'size.max' of its pools`,
    ]);
  });

  test('have room for the most pods of a range', () => {
    const replicas = { min: 2, max: 20, target: CPU };
    expect(judge({ container: { ...CONTAINER, memory: '4Gi' }, replicas })).toEqual([
      `${AT}'replicas.max' must fit the nodes of its pools: 6 nodes of 'general' x 3 pods (by memory) = 18 pods, and 20 + 5 that a rollout adds = 25 are wanted, got 20; lower it to 14, or raise 'size.max' of its pools`,
    ]);
  });

  test('are not promised for a number below the range', () => {
    const quota = { cpu: '8', memory: '64Gi', pods: 50 };
    const replicas = { min: 10, max: 20, target: CPU };
    expect(judge({ container: { ...CONTAINER, cpu: '2' }, replicas }, { quota })).toEqual([
      `${AT}'replicas.max' must fit the nodes of its pools: 6 nodes of 'general' x 1 pod (by CPU) = 6 pods, and 20 + 5 that a rollout adds = 25 are wanted, got 20; raise 'size.max' of its pools`,
      `${AT}'replicas.max' must fit the quota of team 'shop': 20 pods + 5 that a rollout adds + 20 that end = 45 x 2 CPU = 90 CPU, of 8 CPU, got 20; raise 'quota.cpu' of the team`,
    ]);
  });

  test('of several pools are added up', () => {
    const pools = [
      awsPool(),
      awsPool({ name: 'large', machine: { type: 'm6i.4xlarge' }, size: { scope: 'per-zone', min: 1, max: 1 } }),
    ];
    const container = { ...CONTAINER, cpu: '1' };
    expect(judge({ container, replicas: 50, pools: ['general', 'large'] }, { pools })).toEqual([]);
    expect(judge({ container, replicas: 60, pools: ['general', 'large'] }, { pools })).toEqual([
      `${AT}'replicas' must fit the nodes of its pools: 6 nodes of 'general' x 3 pods (by CPU) + 3 nodes of 'large' x 15 pods (by CPU) = 63 pods, and 60 + 15 that a rollout adds = 75 are wanted, got 60; lower it to 50, or raise 'size.max' of its pools`,
    ]);
  });

  test('have room for the requests of sidecars too', () => {
    const sidecars = [{ name: 'proxy', image: CONTAINER.image, cpu: '900m', memory: '64Mi' }];
    expect(judge({ sidecars, replicas: 14 })).toEqual([]);
    expect(judge({ sidecars, replicas: 15 })[0]).toContain('x 3 pods (by CPU) = 18 pods');
  });

  test('have room for the requests of a pod that a team wrote itself', () => {
    const text = `apiVersion: v1
kind: Pod
spec:
  containers:
    - name: api
      image: registry.example.com/shop/api:1.4.2
      ports: [{ name: http, containerPort: 8080 }]
      readinessProbe: { httpGet: { path: /ready, port: http } }
      resources: { requests: { cpu: 1, memory: 128Mi }, limits: { memory: 128Mi } }
      securityContext:
        runAsNonRoot: true
        allowPrivilegeEscalation: false
        capabilities: { drop: [ALL] }
        seccompProfile: { type: RuntimeDefault }
`;
    const pod = { container: undefined, health: undefined, podYaml: { text } };
    expect(judge({ ...pod, replicas: 14 })).toEqual([]);
    expect(judge({ ...pod, replicas: 15 })).toEqual([
      `${AT}'replicas' must fit the nodes of its pools: 6 nodes of 'general' x 3 pods (by CPU) = 18 pods, and 15 + 4 that a rollout adds = 19 are wanted, got 15; lower it to 14, or raise 'size.max' of its pools`,
    ]);
  });

  test('have no more slots for pods than their kubelets allow, without those of the cloud', () => {
    const pools = [awsPool({ maxPods: 12 })];
    expect(judge({ replicas: 40 }, { pools })).toEqual([
      `${AT}'replicas' must fit the nodes of its pools: 6 nodes of 'general' x 8 pods (by maxPods) = 48 pods, and 40 + 10 that a rollout adds = 50 are wanted, got 40; lower it to 38, or raise 'size.max' of its pools`,
    ]);
  });

  test('that are too small for a single pod are told apart, because fewer pods would not help', () => {
    expect(judge({ container: { ...CONTAINER, cpu: '4' } })).toEqual([
      `${AT}'replicas' must fit the nodes of its pools: 6 nodes of 'general' x 0 pods (by CPU) = 0 pods, and 2 + 1 that a rollout adds = 3 are wanted, got 2; request less, or choose larger machines`,
    ]);
  });

  test('of GKE have their own daemons and their own formula', () => {
    const container = { ...CONTAINER, cpu: '1' };
    const [team] = googleCluster().teams;
    const teams = team === undefined ? [] : [{ ...team, quota: LARGE }];
    const workloads = [service({ namespace: team?.name ?? '', pools: ['core'], container, replicas: 300 })];
    expect(problemsOf(googleEnvironment({ clusters: [googleCluster({ teams, workloads })] }))).toEqual([
      "environment 'streaming' > cluster 'main' > workload 'api': 'replicas' must fit the nodes of its pools: 12 nodes of 'core' x 7 pods (by CPU) = 84 pods, and 300 + 75 that a rollout adds = 375 are wanted, got 300; lower it to 67, or raise 'size.max' of its pools",
    ]);
  });

  test('are not asked while another problem makes their number or their size unknown', () => {
    const pools = [awsPool({ machine: { type: 'x99.huge' } })];
    const problems = judge({ replicas: 5000 }, { pools });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain("'machine.type'");
  });
});

describe('the quota of a team', () => {
  test('has room for the pods of a service, for those that a rollout adds, and for those that end', () => {
    const quota = { ...LARGE, cpu: '5' };
    // 22 pods, 6 that are added and 22 that end are 50 pods of 100m.
    expect(judge({ replicas: 22 }, { quota })).toEqual([]);
    expect(judge({ replicas: 23 }, { quota })).toEqual([
      `${AT}'replicas' must fit the quota of team 'shop': 23 pods + 6 that a rollout adds + 23 that end = 52 x 0.1 CPU = 5.2 CPU, of 5 CPU, got 23; lower it to 22, or raise 'quota.cpu' of the team`,
    ]);
  });

  test('is compared with the most pods of a range, in memory and in pods too', () => {
    const replicas = { min: 2, max: 40, target: CPU };
    expect(judge({ replicas }, { quota: { ...LARGE, memory: '10Gi', pods: 80 } })).toEqual([
      `${AT}'replicas.max' must fit the quota of team 'shop': 40 pods + 10 that a rollout adds + 40 that end = 90 x 0.13Gi = 11.25Gi, of 10Gi, got 40; lower it to 35, or raise 'quota.memory' of the team`,
      `${AT}'replicas.max' must fit the quota of team 'shop': 40 pods + 10 that a rollout adds + 40 that end = 90, of 80, got 40; lower it to 35, or raise 'quota.pods' of the team`,
    ]);
  });

  test('that has no room for a rollout of one pod can only be raised', () => {
    expect(judge({ replicas: 1 }, { quota: { ...LARGE, pods: 2 } })).toEqual([
      `${AT}'replicas' must fit the quota of team 'shop': 1 pod + 1 that a rollout adds + 1 that end = 3, of 2, got 1; raise 'quota.pods' of the team`,
    ]);
  });

  test('is not compared with workloads whose pods keelson does not write', () => {
    const quota = { ...LARGE, pods: 2 };
    expect(judge({ container: undefined, health: undefined, replicas: 300 }, { quota })).toEqual([]);
  });

  test('does not bind the namespace of the platform, which has none', () => {
    expect(judge({ namespace: 'keelson-system', replicas: 20 }, { quota: { ...LARGE, pods: 2 } })).toEqual([]);
  });
});

describe('the disk of a node', () => {
  const TOLD = "must fit the disk of a node, with the scratch of the sidecars: 80Gi of 'general' x 90 percent = 72Gi";
  const REMEDY = "lower 'scratch', the sizes of writable folders or 'jvm.heapDump', or give the pool a larger disk";

  test('holds the logs and folders of one pod', () => {
    expect(judge({ container: { ...CONTAINER, scratch: '72Gi' } })).toEqual([]);
    expect(judge({ container: { ...CONTAINER, scratch: '73Gi' } })).toEqual([
      `${AT}'container.scratch' ${TOLD}, got '73Gi'; ${REMEDY}`,
    ]);
  });

  test('holds what the sidecars write, and a dump of the heap', () => {
    const sidecar = { name: 'buffer', image: 'registry.example.com/shop/buffer:1', cpu: '10m', memory: '32Mi' };
    const jvm = { line: 21, heapDump: { size: '40Gi' } } as const;
    const container = { ...CONTAINER, cpu: '1', memory: '2Gi' };
    expect(judge({ container, jvm })).toEqual([]);
    expect(judge({ container, jvm, sidecars: [{ ...sidecar, scratch: '32Gi' }] })).toEqual([
      `${AT}'container.scratch' ${TOLD}, got '72.25Gi'; ${REMEDY}`,
    ]);
  });

  test('of one pool is enough, and local disks are not judged', () => {
    const large = awsPool({ name: 'large', aws: { ...awsPool().aws, rootDisk: { sizeGib: 200 } } });
    const container = { ...CONTAINER, scratch: '100Gi' };
    expect(judge({ container, pools: ['general', 'large'] }, { pools: [awsPool(), large] })).toEqual([]);
    const local = awsPool({ machine: { type: 'm6id.xlarge' }, aws: { ...awsPool().aws, instanceStore: true } });
    expect(judge({ container }, { pools: [local] })).toEqual([]);
  });
});
