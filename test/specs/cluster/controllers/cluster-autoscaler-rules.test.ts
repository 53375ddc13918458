import type { AwsClusterInput } from '../../../../lib/specs/cluster/aws/aws-cluster-input';
import type { ControllersInput } from '../../../../lib/specs/cluster/controllers/controllers-input';
import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { CLUSTER_AUTOSCALER_IMAGES } from '../../../../lib/specs/shipped-images';
import { ImageReference } from '../../../../lib/values/image-reference';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { googleCluster, googleEnvironment } from '../../../fixtures/google-environment';
import { problemsOf } from '../../problems-of';

const AT = "environment 'paas' > cluster 'main': ";
const SYSTEM = awsPool({ name: 'system', purpose: 'system' });
const SCALED = awsPool({ scaling: { kind: 'cluster-autoscaler' } });

function problemsWith(
  clusterAutoscaler: ControllersInput['clusterAutoscaler'],
  overrides: Partial<AwsClusterInput> = {},
): readonly string[] {
  const controllers = { clusterAutoscaler };
  return problemsOf(awsEnvironment({ clusters: [awsCluster({ pools: [SYSTEM, SCALED], controllers, ...overrides })] }));
}

/** The pool with a stated time to join. */
function joining(joinTimeoutSeconds: number): AwsNodePoolInput {
  return { ...SCALED, aws: { ...SCALED.aws, rollout: { joinTimeoutSeconds } } };
}

describe('a pool that the cluster autoscaler scales on AWS', () => {
  it('is refused where nobody installs the autoscaler', () => {
    expect(problemsWith(undefined)).toEqual([
      `${AT}'controllers.clusterAutoscaler' must be given where pools have the scaling 'cluster-autoscaler' (general), because otherwise nobody scales them, got nothing; state {} for keelson to install it, or 'existing' where somebody else does`,
    ]);
    expect(problemsWith(undefined, { pools: [SYSTEM, awsPool()] })).toEqual([]);
  });

  it.each(['existing', {}] as const)('is accepted with %j, also in the form of version 0.1', (clusterAutoscaler) => {
    expect(problemsWith(clusterAutoscaler)).toEqual([]);
    expect(problemsWith(clusterAutoscaler, { pools: [SYSTEM, awsPool({ scaling: 'cluster-autoscaler' })] })).toEqual(
      [],
    );
  });
});

describe('the cluster autoscaler', () => {
  it('is refused on Google Cloud, where GKE scales pools', () => {
    const [problem, ...others] = problemsOf(
      googleEnvironment({ clusters: [googleCluster({ controllers: { clusterAutoscaler: 'existing' } })] }),
    );
    expect(problem).toContain(
      "'controllers.clusterAutoscaler' must be left out on Google Cloud, where GKE scales each pool itself, got 'existing'; remove it; the scaling 'cluster-autoscaler' of a pool is enough",
    );
    expect(others).toEqual([]);
  });

  it('is refused without a pool to scale, unless somebody else installs it', () => {
    const pools = [SYSTEM, awsPool()];
    expect(problemsWith({}, { pools })).toEqual([
      `${AT}'controllers.clusterAutoscaler' must have a pool to scale, got 'none'; remove it, or give a pool the scaling 'cluster-autoscaler'`,
    ]);
    expect(problemsWith('existing', { pools })).toEqual([]);
  });

  it('is refused without a pool of its own that it does not scale', () => {
    const rule = `${AT}'controllers.clusterAutoscaler' must run on a pool with the purpose 'system' that has nodes from the start and that it does not scale, got`;
    const remedy = "add such a pool, or install the autoscaler yourself and state 'existing'";
    const scaledSystem = { ...SYSTEM, scaling: { kind: 'cluster-autoscaler' } } as const;
    const empty = { ...SYSTEM, size: { scope: 'total', min: 0, max: 3 } } as const;
    expect(problemsWith({}, { pools: [SCALED] })).toEqual([`${rule} 'no pool for the system'; ${remedy}`]);
    expect(problemsWith({}, { pools: [SCALED, scaledSystem] })).toEqual([
      `${rule} 'system is scaled by it'; ${remedy}`,
    ]);
    expect(problemsWith({}, { pools: [SCALED, empty] })).toEqual([`${rule} 'system begins without nodes'; ${remedy}`]);
    expect(problemsWith('existing', { pools: [SCALED] })).toEqual([]);
  });

  it('has its name for itself', () => {
    const workloads = [
      { name: 'cluster-autoscaler', namespace: 'keelson-system', kind: 'deployment', pools: ['system'] },
    ] as const;
    expect(problemsWith({}, { workloads })).toEqual([
      `${AT}'workloads' must not name a workload 'cluster-autoscaler' in keelson-system, which keelson's own objects have, got 'keelson-system/cluster-autoscaler'; rename it; if it is your own autoscaler, state 'existing' as 'controllers.clusterAutoscaler'`,
    ]);
    expect(problemsWith('existing', { workloads })).toEqual([]);
  });
});

describe('the image of the cluster autoscaler', () => {
  const property = `${AT}'controllers.clusterAutoscaler.image'`;
  const REPOSITORY = 'registry.example.com/cluster-autoscaler';

  it('is one of the minor that the cluster runs', () => {
    const image = `${REPOSITORY}:v1.35.2`;
    expect(problemsWith({ image })).toEqual([
      `${property} must be a version of the cluster's own minor, 1.34: the autoscaler simulates the scheduler of its minor, got '${image}'; use v1.34.5, or leave it out`,
    ]);
    expect(problemsWith({ image: `${REPOSITORY}:v1.34.0` })).toEqual([]);
    // The digest says nothing of the version.
    expect(problemsWith({ image: `${REPOSITORY}@sha256:${'a'.repeat(64)}` })).toEqual([]);
  });

  it('is that of the older minor during an upgrade', () => {
    const upgrade = { kubernetesVersion: '1.34', runningVersion: '1.33' };
    expect(problemsWith({ image: `${REPOSITORY}:v1.33.1` }, upgrade)).toEqual([]);
    expect(problemsWith({ image: `${REPOSITORY}:v1.34.1` }, upgrade)).toHaveLength(1);
  });

  it('has a version and is readable', () => {
    expect(problemsWith({ image: `${REPOSITORY}:latest` })).toEqual([
      `${property} must name a version, got '${REPOSITORY}:latest'; add the tag of a version, or a digest; a moving tag would change the program that removes nodes`,
    ]);
    expect(problemsWith({ image: 'Not an image' })).toHaveLength(1);
  });

  it.each(Object.entries(CLUSTER_AUTOSCALER_IMAGES))('is known for Kubernetes %s', (minor, { image, versions }) => {
    expect(versions).toBe(`v${minor}.`);
    expect(ImageReference.parse(image).tag).toMatch(new RegExp(`^v${minor.replace('.', '\\.')}\\.\\d+$`));
  });
});

describe('the priorities of the cluster autoscaler', () => {
  const rule = `${AT}'controllers.clusterAutoscaler.priorities' must name pools that the cluster autoscaler scales: general, got`;

  it('name pools that it scales', () => {
    expect(problemsWith({ priorities: ['general', 'system'] })).toEqual([
      `${rule} 'system'; correct the name, or remove it`,
    ]);
    expect(problemsWith({ priorities: [] })).toEqual([`${rule} []; name a pool, or leave it out`]);
    expect(problemsWith({ priorities: ['general'] })).toEqual([]);
  });

  it('name every pool once', () => {
    expect(problemsWith({ priorities: ['general', 'general'] })).toEqual([
      `${AT}'controllers.clusterAutoscaler.priorities' must name every pool once, got 'general'; remove or rename one of them`,
    ]);
  });
});

test('a node does not count as failed while its launch hook still waits for it', () => {
  const pools = [SYSTEM, joining(1800)];
  expect(problemsWith({ maxNodeProvisionSeconds: 1799 }, { pools })).toEqual([
    `${AT}'controllers.clusterAutoscaler.maxNodeProvisionSeconds' must be at least 1800, the longest 'aws.rollout.joinTimeoutSeconds' of the pools that it scales (general), got 1799; state 1800 or more, or leave it out for 1800`,
  ]);
  expect(problemsWith({ maxNodeProvisionSeconds: 1800 }, { pools })).toEqual([]);
  expect(problemsWith({}, { pools })).toEqual([]);
});

test('the keys of taints are different where they become tags', () => {
  const taints = [
    { key: 'dedicated', value: 'jvm', effect: 'NoSchedule' },
    { key: 'dedicated', value: 'jvm', effect: 'NoExecute' },
  ] as const;
  expect(problemsWith({}, { pools: [SYSTEM, { ...SCALED, taints }] })).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'taints' must have one effect for each key where scaling is 'cluster-autoscaler', which reads one from the tags of an empty group, got 'dedicated with NoSchedule and NoExecute'; keep the stronger one: 'NoExecute' keeps new pods away too",
  ]);
  expect(problemsWith('existing', { pools: [SYSTEM, awsPool({ taints })] })).toEqual([]);
});
