import type { EnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import { EnvironmentSet } from '../../../../lib/specs/environment/environment-set';
import { EnvironmentSpec } from '../../../../lib/specs/environment/environment-spec';
import { lockWarnings, updateLock } from '../../../../lib/specs/environment/lock/lock-changes';
import {
  EMPTY_LOCK,
  type PlatformLock,
  parseLock,
  renderLock,
} from '../../../../lib/specs/environment/lock/platform-lock';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';
import { AWS, aws, awsPart, changed, GOOGLE, google, googlePart, lockOf, MIXED, SECOND_POOL } from './lock-inputs';

describe('the lock accepts', () => {
  const network = awsCluster().network;
  test.each<[string, EnvironmentInput, EnvironmentInput]>([
    ['an unchanged environment', awsEnvironment(), awsEnvironment()],
    ['an added pool', aws({}), aws({ pools: [awsPool(), awsPool({ name: 'second' })] })],
    ['a removed pool', aws({ pools: [awsPool(), awsPool({ name: 'second' })] }), aws({})],
    ['a removed zone, with its ranges', aws({}), aws({ network: { ...network, zones: network.zones.slice(0, 2) } })],
    ['another size', awsEnvironment(), aws({ pools: [awsPool({ size: { scope: 'total', min: 3, max: 9 } })] })],
    [
      'another purchase option of a managed group, which is replaced',
      awsPart({ management: 'managed-node-group' }),
      awsPart({ management: 'managed-node-group', capacity: { ...MIXED, onDemandBase: 0 } }),
    ],
    ['a fixed pool that gets an autoscaler', googlePart({}), googlePart({ scaling: 'cluster-autoscaler' })],
    [
      'the replacement of a pool of fixed size, which begins with that size',
      googlePart({}),
      googlePart({ maxPods: 64 }),
    ],
    [
      'another machine type of an autoscaled pool',
      googlePart({ scaling: 'cluster-autoscaler' }),
      googlePart({ scaling: 'cluster-autoscaler', machine: { type: 'n2-standard-4', vcpu: 4, memoryGib: 16 } }),
    ],
  ])('%s', (_, before, after) => {
    expect(changed(before, after)).toEqual([]);
  });

  test('an added cluster and a removed cluster', () => {
    const second = googleCluster({
      name: 'second',
      network: {
        ...googleCluster().network,
        nodeCidr: '10.60.0.0/20',
        podCidr: '10.64.0.0/14',
        controlPlaneCidr: '10.62.0.0/28',
      },
    });
    const two = googleEnvironment({ clusters: [googleCluster(), second] });
    expect(changed(googleEnvironment(), two)).toEqual([]);
    expect(changed(two, googleEnvironment())).toEqual([]);
  });
});

describe('the lock refuses, and names the steps for,', () => {
  test('another owner of an AWS group', () => {
    expect(changed(awsPart({}), awsPart({ management: 'managed-node-group' }))).toEqual([
      `${AWS} > pool 'general': 'aws.management' must stay 'self-managed', as keelson.lock.json has it: the old nodes would be destroyed before the new ones are Ready, got 'managed-node-group'; ${SECOND_POOL}`,
    ]);
  });

  test('another layout of a Google pool', () => {
    expect(changed(googlePart({}), googlePart({}, { layout: 'zonal' }))).toEqual([
      `${GOOGLE} > pool 'core': 'google.layout' must stay 'regional', as keelson.lock.json has it: the old nodes would be destroyed before the new ones are Ready, got 'zonal'; ${SECOND_POOL}`,
    ]);
  });

  test.each([
    ['mixed', 'on-demand', awsPart({ capacity: MIXED }), awsPart({})],
    ['on-demand', 'mixed', awsPart({}), awsPart({ capacity: MIXED })],
  ])('another purchase option: %s, then %s', (was, is, before, after) => {
    expect(changed(before, after)).toEqual([
      `${AWS} > pool 'general': 'aws.capacity.kind' must stay '${was}', as keelson.lock.json has it: the group would keep the instances that the other form started, got '${is}'; ${SECOND_POOL}`,
    ]);
  });

  test('a renamed pool, on both clouds', () => {
    const rule = (old: string) =>
      `'pools' must not lose and gain pools in one change, because the old nodes would be destroyed before the new ones are Ready (keelson.lock.json has ${old}), got '${old} removed, better added'; add the new pool beside the old one and write the lock, deploy, wait until its nodes are Ready, drain the old nodes, then remove the old pool`;
    const workloads = [{ name: 'api', namespace: 'shop', kind: 'deployment', pools: ['better'] }] as const;
    expect(changed(aws({}), aws({ pools: [awsPool({ name: 'better' })], workloads }))).toEqual([
      `${AWS}: ${rule('general')}`,
    ]);
    const video = [{ name: 'api', namespace: 'video', kind: 'deployment', pools: ['better'] }] as const;
    expect(changed(google({}), google({ pools: [googlePool({ name: 'better' })], workloads: video }))).toEqual([
      `${GOOGLE}: ${rule('core')}`,
    ]);
  });

  const network = googleCluster().network;
  const zones = awsCluster().network.zones;
  test.each<[string, string, string, EnvironmentInput, EnvironmentInput]>([
    [
      'network.podCidr',
      '10.44.0.0/14',
      '10.48.0.0/14',
      google({}),
      google({ network: { ...network, podCidr: '10.48.0.0/14' } }),
    ],
    [
      'network.serviceCidr',
      '10.41.0.0/20',
      '10.43.0.0/20',
      google({}),
      google({ network: { ...network, serviceCidr: '10.43.0.0/20' } }),
    ],
    ['datapath', 'gke-dataplane-v2', 'gke-calico', google({}), google({ datapath: 'calico' })],
    [
      'controlPlane.serviceCidr',
      '172.20.0.0/16',
      '172.21.0.0/16',
      aws({}),
      aws({ controlPlane: { serviceCidr: '172.21.0.0/16' } }),
    ],
    [
      'network.zones.eu-central-1a.privateCidr',
      '10.20.32.0/19',
      '10.20.128.0/19',
      aws({}),
      aws({
        network: {
          ...awsCluster().network,
          zones: zones.map((zone) =>
            zone.zone === 'eu-central-1a' ? { ...zone, privateCidr: '10.20.128.0/19' } : zone,
          ),
        },
      }),
    ],
  ])('another value of a property that a cluster cannot change: %s', (property, was, is, before, after) => {
    const [problem, ...others] = changed(before, after);
    expect(problem).toContain(
      `'${property}' must stay '${was}', with which the cluster was made (keelson.lock.json), got '${is}'; undo the change; for another value make a second cluster beside this one and move the workloads over`,
    );
    expect(others).toEqual([]);
  });

  test('another account and another place of the states', () => {
    const s3 = (bucket: string) => ({ state: { kind: 's3', bucket, region: 'eu-central-1' } as const });
    expect(changed(aws({}, s3('example-a')), aws({}, { ...s3('example-b'), accountId: '210987654321' }))).toEqual([
      "environment 'paas': 'accountId' must stay '123456789012', in which the environment is deployed (keelson.lock.json), got '210987654321'; undo the change; for another account or project add another environment",
      "environment 'paas': 'state' must stay at 's3://example-a/keelson', where the states are (keelson.lock.json), got 's3://example-b/keelson'; move the states of all stacks first, then write the new place into keelson.lock.json; otherwise a deploy would begin from an empty state",
    ]);
  });

  test('an autoscaler that is switched off, or the replacement of an autoscaled pool, unless the size is stated', () => {
    const scaled = googlePart({ scaling: 'cluster-autoscaler' });
    const remedy = "got nothing; state the number of nodes that run now, counted by 'size.scope' ('per-zone')";
    expect(changed(scaled, googlePart({}))).toEqual([
      `${GOOGLE} > pool 'core': 'size.initial' must be given where 'cluster-autoscaler' is switched off (keelson.lock.json): the pool would be set to 'size.min' (1) at once, ${remedy}`,
    ]);
    expect(changed(scaled, googlePart({ scaling: 'cluster-autoscaler', maxPods: 64 }))).toEqual([
      `${GOOGLE} > pool 'core': 'size.initial' must be given where a change replaces an autoscaled pool (keelson.lock.json): the new pool would begin with 'size.min' (1), and the old one be destroyed at once, ${remedy}`,
    ]);
    const size = { scope: 'per-zone', min: 1, max: 4, initial: 3 } as const;
    expect(changed(scaled, googlePart({ size }))).toEqual([]);
    expect(changed(scaled, googlePart({ scaling: 'cluster-autoscaler', maxPods: 64, size }))).toEqual([]);
  });
});

describe('the single NAT gateway', () => {
  const { zones } = awsCluster().network;
  const single = (chosen: readonly number[], rest: object = {}) =>
    aws({
      network: {
        ...awsCluster().network,
        nat: 'single',
        zones: zones.filter((_, index) => chosen.includes(index)),
        ...rest,
      },
    });
  const zoneOf = (input: EnvironmentInput, lock?: PlatformLock) => {
    const [cluster] = EnvironmentSpec.from(input, lock?.environments['paas']).clusters;
    return cluster?.cloud === 'aws' ? cluster.network.primaryZone : undefined;
  };

  test('stays in the zone that the lock has when a zone with an earlier name is added', () => {
    expect(zoneOf(single([1, 2]))).toBe('eu-central-1b');
    expect(zoneOf(single([0, 1, 2]))).toBe('eu-central-1a');
    expect(zoneOf(single([0, 1, 2]), lockOf(single([1, 2])))).toBe('eu-central-1b');
    expect(changed(single([1, 2]), single([0, 1, 2]))).toEqual([]);
  });

  test("is in 'primaryZone', which must be a zone of the network", () => {
    expect(zoneOf(single([0, 1, 2], { primaryZone: 'eu-central-1c' }))).toBe('eu-central-1c');
    expect(() => EnvironmentSpec.from(single([0, 1], { primaryZone: 'eu-central-1c' }))).toThrow(
      "'network.primaryZone' must be a zone of the network: eu-central-1a, eu-central-1b, got 'eu-central-1c'; correct it, or leave it out",
    );
  });

  test('moves to another zone only by way of one gateway per zone', () => {
    const remedy =
      "set 'nat' to 'per-zone' and deploy, change the zone and write the lock, deploy, then go back to 'single'; otherwise pods would lose the internet in between";
    expect(changed(single([0, 1]), single([0, 1], { primaryZone: 'eu-central-1b' }))).toEqual([
      `${AWS}: 'network.primaryZone' must stay 'eu-central-1a', the zone of the single NAT gateway (keelson.lock.json), got 'eu-central-1b'; ${remedy}`,
    ]);
    expect(changed(single([0, 1, 2]), single([1, 2]))).toEqual([
      `${AWS}: 'network.zones' must hold 'eu-central-1a', the zone of the single NAT gateway (keelson.lock.json), got ["eu-central-1b","eu-central-1c"]; ${remedy}`,
    ]);
    const perZone = aws({ network: { ...awsCluster().network, primaryZone: 'eu-central-1b' } });
    expect(changed(single([0, 1, 2]), perZone)).toEqual([]);
    const withoutFirst = single([1, 2], { nat: 'per-zone' });
    expect(changed(single([0, 1, 2]), withoutFirst)).toEqual([
      `${AWS}: 'network.zones' must hold 'eu-central-1a', the zone of the single NAT gateway (keelson.lock.json), got ["eu-central-1b","eu-central-1c"]; ${remedy}`,
    ]);
  });

  test('is one of the existing gateways where several become one', () => {
    const several = single([0, 1], { nat: 'per-zone' });
    expect(changed(several, single([0, 1], { primaryZone: 'eu-central-1b' }))).toEqual([]);
    expect(changed(several, single([1, 2]))).toEqual([]);
    expect(changed(several, single([0, 1, 2], { primaryZone: 'eu-central-1c' }))).toEqual([
      `${AWS}: 'network.primaryZone' must be a zone that already has a NAT gateway (keelson.lock.json): eu-central-1a, eu-central-1b, got 'eu-central-1c'; deploy the new zone with 'nat' set to 'per-zone' first, and write the lock`,
    ]);
  });
});

describe('one edit that rolls a Google pool several times', () => {
  const warnings = (after: EnvironmentInput) => {
    const before = googlePart({});
    const { environments } = EnvironmentSet.from([after], lockOf(before));
    return lockWarnings(lockOf(before), { known: ['streaming'], chosen: environments });
  };
  const machine = { type: 'n2-standard-16', vcpu: 16, memoryGib: 64 };

  test('is reported with the minutes, the time that a deploy waits and the window', () => {
    const kernel = { sysctls: { 'net.core.somaxconn': '4096' } };
    expect(warnings(googlePart({ machine, kernel }, { image: { family: 'ubuntu-gke' } }))).toEqual([
      "streaming: cluster 'main': pool 'core' rolls 3 times, one after the other: machine and disk; image; kernel. Each takes about 60 minutes if no disruption budget delays it (12 nodes, 1 at once, 5 minutes each), together 180; a deploy waits 360 minutes for each",
    ]);
    const maintenance = {
      start: '2026-01-03T02:00:00Z',
      end: '2026-01-03T08:00:00Z',
      recurrence: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH',
    };
    const pools = [googlePool({ machine, google: { ...googlePool().google, image: { family: 'ubuntu-gke' } } })];
    expect(warnings(google({ pools, controlPlane: { maintenance } }))[0]).toContain('rolls 2 times');
    expect(warnings(google({ pools, controlPlane: { maintenance } }))[0]).toContain(
      'the maintenance window has 360 minutes',
    );
  });

  test('is not reported for a single roll', () => {
    expect(warnings(googlePart({ machine }))).toEqual([]);
  });
});

describe('the lock file', () => {
  const lock = lockOf(awsEnvironment(), googleEnvironment());

  test('has the same text whatever the order of environments, and is parsed back', () => {
    expect(renderLock(lockOf(googleEnvironment(), awsEnvironment()))).toBe(renderLock(lock));
    expect(parseLock(renderLock(lock))).toMatchObject({ environments: { paas: { account: '123456789012' } } });
    expect(renderLock(parseLock(renderLock(lock)))).toBe(renderLock(lock));
  });

  test.each([
    [
      '<<<<<<< ours',
      "keelson.lock.json: 'the file' must be JSON, got '<<<<<<< ours'; restore the file from version control; a merge may have left conflict markers in it",
    ],
    [
      '{"version":2,"environments":{}}',
      "keelson.lock.json: 'version' must be 1, the format that this keelson reads, got 2; upgrade keelson, because a newer version wrote the file",
    ],
    ['{"version":1}', "keelson.lock.json: 'environments' must be an object, got nothing; write it in braces"],
  ])('is refused with invalid content: %s', (text, message) => {
    expect(() => parseLock(text)).toThrow(message);
  });

  test('keeps environments that were not chosen, and drops those that the platform no longer has', () => {
    const { environments } = EnvironmentSet.from([googleEnvironment({ projectId: 'example-other' })]);
    const next = updateLock(lock, ['streaming'], environments);
    expect(Object.keys(next.environments)).toEqual(['streaming']);
    expect(next.environments['streaming']?.account).toBe('example-other');
    expect(Object.keys(updateLock(lock, ['paas', 'streaming'], environments).environments).sort()).toEqual([
      'paas',
      'streaming',
    ]);
  });

  test('is reported where it is missing or lacks additions', () => {
    const { environments } = EnvironmentSet.from([aws({ pools: [awsPool(), awsPool({ name: 'second' })] })]);
    const platform = { known: ['paas'], chosen: environments };
    expect(lockWarnings(undefined, platform)).toEqual([
      "there is no keelson.lock.json, so nothing is compared with what was deployed; 'keelson synth --write-lock' writes it",
    ]);
    expect(lockWarnings(EMPTY_LOCK, platform)).toEqual([
      "paas: keelson.lock.json lacks the environment; 'keelson synth --write-lock' writes it",
    ]);
    expect(lockWarnings(lock, platform)).toEqual([
      "streaming: keelson.lock.json lists the environment, but the platform no longer has it; the resources of its stacks still exist (streaming-main-foundation, streaming-main-platform): restore it in the input or check out a commit that has it, destroy the stacks, platform before foundation, then remove it from the input and run 'keelson synth --write-lock', which removes its entry from the lock",
      "paas: keelson.lock.json lacks pool 'second' of 'main'; 'keelson synth --write-lock' writes it",
    ]);
    // An environment that was not chosen still belongs to the platform.
    expect(lockWarnings(lock, { known: ['paas', 'streaming'], chosen: [] })).toEqual([]);
  });
});
