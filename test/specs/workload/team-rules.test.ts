import { startupKeysOf } from '../../../lib/specs/workload/startup-keys';
import type { TeamInput } from '../../../lib/specs/workload/team-input';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { onlyCluster } from '../../fixtures/manifests';
import { problemsOf } from '../problems-of';

const SHOP: TeamInput = { name: 'shop', quota: { cpu: '8', memory: '16Gi', pods: 50 }, groups: [] };
const API: WorkloadInput = { name: 'api', namespace: 'shop', kind: 'deployment', pools: ['general'] };

function environment(team: object, ...workloads: readonly object[]) {
  const all = workloads.map((each, index) => ({ ...API, name: `api-${index}`, ...each }));
  return awsEnvironment({ clusters: [awsCluster({ teams: [{ ...SHOP, ...team }], workloads: all })] });
}

const teamOf = (...given: Parameters<typeof environment>) => onlyCluster(environment(...given)).teams[0];
const graceful = (graceSeconds: unknown, more: object = {}) => ({ shutdown: { graceSeconds }, ...more });

const SUBJECT = "environment 'paas' > cluster 'main' > ";

describe('the longest grace period of a team', () => {
  it.each<[string, object, readonly object[], number]>([
    ['300 s where nothing is stated', {}, [{}], 300],
    ['300 s where its workloads state less', {}, [graceful(60)], 300],
    ['that of the workload that states the most', {}, [graceful(600), graceful(900), graceful(301)], 900],
    ['no business of workloads in other namespaces', {}, [graceful(900, { namespace: 'keelson-system' })], 300],
    ['what the team states, however little', { maxGraceSeconds: 30 }, [graceful(30)], 30],
    ['what the team states, however much', { maxGraceSeconds: 86_400 }, [], 86_400],
  ])('is %s', (_, team, workloads, expected) => {
    expect(teamOf(team, ...workloads)?.maxGraceSeconds).toBe(expected);
  });

  it("is refused below that of a declared workload, because the workload's pods could not start", () => {
    expect(problemsOf(environment({ maxGraceSeconds: 300 }, graceful(60), graceful(301)))).toEqual([
      `${SUBJECT}team 'shop': 'maxGraceSeconds' must be at least the longest grace of the team's declared workloads (301 s of 'api-1'), got 300; raise it, or lower 'shutdown.graceSeconds' of 'api-1'`,
    ]);
  });

  it.each([
    [29, 'raise it'],
    [100_000_000, 'lower it'],
    [60.5, 'round it'],
  ])('is refused as %d s', (maxGraceSeconds, remedy) => {
    expect(problemsOf(environment({ maxGraceSeconds }))).toEqual([
      `${SUBJECT}team 'shop': 'maxGraceSeconds' must be a whole number of 30 to 86400 seconds, got ${maxGraceSeconds}; ${remedy}`,
    ]);
  });

  it('is not compared with a workload whose own grace period is out of range', () => {
    expect(problemsOf(environment({ maxGraceSeconds: 300 }, graceful(100_000_000)))).toEqual([
      `${SUBJECT}workload 'api-0': 'shutdown.graceSeconds' must be a whole number of 1 to 86400 seconds, got 100000000; lower it`,
    ]);
    expect(problemsOf(environment({}, graceful(Number.NaN)))).toHaveLength(1);
    expect(problemsOf(environment({}, { shutdown: 30 }))).toEqual([
      `${SUBJECT}workload 'api-0': 'shutdown' must be an object, got 30; write it in braces`,
    ]);
  });
});

describe('the admission of a team', () => {
  it("is 'deny' by default, and 'audit' where it is stated", () => {
    expect(teamOf({})?.admission).toBe('deny');
    expect(teamOf({ admission: 'audit' })?.admission).toBe('audit');
  });

  it('is refused with another value', () => {
    expect(problemsOf(environment({ admission: 'off' }))).toEqual([
      `${SUBJECT}team 'shop': 'admission' must be one of 'audit', 'deny', got 'off'; choose one of them`,
    ]);
  });
});

test("refuses the host's network for a workload of a team, because Pod Security would refuse its pods", () => {
  expect(problemsOf(environment({}, { hostNetwork: true }))).toEqual([
    `${SUBJECT}workload 'api-0': 'hostNetwork' must be set in keelson-system only: the Pod Security level of a team's namespace refuses such pods, got 'shop'; leave it out; a proxy of traffic is a workload of the kind 'traffic-daemon', and an agent of the platform runs in keelson-system`,
  ]);
  expect(problemsOf(environment({}, { hostNetwork: true, namespace: 'keelson-system' }))).toEqual([]);
});

describe('the keys of startup taints', () => {
  const opened = (removedBy: string, key?: string) =>
    awsPool({
      name: 'edge',
      startupTaint: { removedBy, ...(key && { key }) },
      kernel: { profiles: ['many-connections'] },
    });
  const keysOf = (pool: ReturnType<typeof awsPool>, ...workloads: readonly WorkloadInput[]) =>
    startupKeysOf(onlyCluster(awsEnvironment({ clusters: [awsCluster({ pools: [awsPool(), pool], workloads })] })));
  const daemon: WorkloadInput = { name: 'opener', namespace: 'shop', kind: 'daemon', pools: ['edge'] };

  it('may not be tolerated by any team where the tuner removes the taint', () => {
    expect(keysOf(opened('node-tuner'), daemon)).toEqual([{ key: 'keelson.dev/startup', namespaces: [] }]);
  });

  it('may be tolerated by the team whose daemon removes the taint', () => {
    expect(keysOf(opened('opener', 'shop.example.com/cold'), daemon, API)).toEqual([
      { key: 'shop.example.com/cold', namespaces: ['shop'] },
    ]);
  });

  it('are an empty list where no pool has a startup taint', () => {
    expect(keysOf(awsPool({ name: 'edge' }), API)).toEqual([]);
  });
});
