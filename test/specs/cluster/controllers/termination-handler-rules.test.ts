import type { AwsClusterInput } from '../../../../lib/specs/cluster/aws/aws-cluster-input';
import type { ControllersInput } from '../../../../lib/specs/cluster/controllers/controllers-input';
import { SHIPPED_IMAGES } from '../../../../lib/specs/shipped-images';
import { ImageReference } from '../../../../lib/values/image-reference';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { googleCluster, googleEnvironment } from '../../../fixtures/google-environment';
import { problemsOf } from '../../problems-of';

const AT = "environment 'paas' > cluster 'main': ";
const SYSTEM = awsPool({ name: 'system', purpose: 'system' });
const MANAGED = { ...awsPool().aws, management: 'managed-node-group' } as const;

function problemsWith(
  terminationHandler: ControllersInput['terminationHandler'],
  overrides: Partial<AwsClusterInput> = {},
): readonly string[] {
  const controllers = { terminationHandler };
  const pools = [SYSTEM, awsPool()];
  return problemsOf(awsEnvironment({ clusters: [awsCluster({ pools, controllers, ...overrides })] }));
}

describe('the termination handler', () => {
  it.each(['existing', {}] as const)('is accepted with %j', (terminationHandler) => {
    expect(problemsWith(terminationHandler)).toEqual([]);
  });

  it('is refused on Google Cloud, where GKE drains nodes', () => {
    const [problem, ...others] = problemsOf(
      googleEnvironment({ clusters: [googleCluster({ controllers: { terminationHandler: 'existing' } })] }),
    );
    expect(problem).toContain(
      "'controllers.terminationHandler' must be left out on Google Cloud, where GKE drains nodes itself, got 'existing'; remove it",
    );
    expect(others).toEqual([]);
  });

  it.each(['existing', {}] as const)('is refused with %j where EKS drains every node', (terminationHandler) => {
    const pools = [
      { ...SYSTEM, aws: MANAGED },
      { ...awsPool(), aws: MANAGED },
    ];
    expect(problemsWith(terminationHandler, { pools })).toEqual([
      `${AT}'controllers.terminationHandler' must have a self-managed pool whose nodes it drains, got 'none'; remove it; EKS drains the nodes of managed node groups`,
    ]);
    expect(problemsWith(terminationHandler, { pools: [{ ...SYSTEM, aws: MANAGED }, awsPool()] })).toEqual([]);
  });

  it('is refused without a pool on which it could start', () => {
    const rule = `${AT}'controllers.terminationHandler' must run on a pool that has nodes from the start: one with the purpose 'system', or one for workloads without taints, got`;
    const remedy = "add such a pool, or install the handler yourself and state 'existing'";
    const empty = { ...SYSTEM, size: { scope: 'total', min: 0, max: 3 } } as const;
    const reserved = awsPool({ purpose: 'traffic' });
    expect(problemsWith({}, { pools: [reserved, empty] })).toEqual([
      `${rule} 'general is for 'traffic', system begins without nodes'; ${remedy}`,
    ]);
    expect(problemsWith({}, { pools: [awsPool(), empty] })).toEqual([]);
    expect(problemsWith('existing', { pools: [reserved, empty] })).toEqual([]);
  });

  it('is refused on pools for workloads whose taints keep its pods away, and accepted where a taint only advises', () => {
    const rule = `${AT}'controllers.terminationHandler' must run on a pool that has nodes from the start: one with the purpose 'system', or one for workloads without taints, got`;
    const remedy = "add such a pool, or install the handler yourself and state 'existing'";
    const tainted = (effect: 'NoSchedule' | 'NoExecute' | 'PreferNoSchedule') =>
      awsPool({ taints: [{ key: 'example.com/gpu', value: 'a', effect }] });
    // It takes the managed add-ons, and is no home of the handler.
    const edge = awsPool({ name: 'edge', purpose: 'traffic' });
    for (const effect of ['NoSchedule', 'NoExecute'] as const) {
      expect(problemsWith({}, { pools: [tainted(effect), edge] })).toEqual([
        `${rule} 'general is tainted, edge is for 'traffic''; ${remedy}`,
      ]);
      expect(problemsWith({}, { pools: [tainted(effect), awsPool({ name: 'open' })] })).toEqual([]);
      expect(
        problemsWith({}, { pools: [{ ...SYSTEM, taints: tainted(effect).taints }, tainted(effect), edge] }),
      ).toEqual([]);
    }
    expect(problemsWith({}, { pools: [tainted('PreferNoSchedule'), edge] })).toEqual([]);
  });

  it('has its name for itself', () => {
    const workloads = [
      { name: 'termination-handler', namespace: 'keelson-system', kind: 'deployment', pools: ['system'] },
    ] as const;
    expect(problemsWith({}, { workloads })).toEqual([
      `${AT}'workloads' must not name a workload 'termination-handler' in keelson-system, which keelson's own objects have, got 'keelson-system/termination-handler'; rename it; if it is your own handler, state 'existing' as 'controllers.terminationHandler'`,
    ]);
    expect(problemsWith('existing', { workloads })).toEqual([]);
  });
});

describe('the image of the termination handler', () => {
  const property = `${AT}'controllers.terminationHandler.image'`;
  const REPOSITORY = 'registry.example.com/aws-node-termination-handler';

  it('is a version whose variables keelson knows', () => {
    const image = `${REPOSITORY}:v1.24.0`;
    expect(problemsWith({ image })).toEqual([
      `${property} must be a version v1.25.x, whose variables keelson knows: the handler ignores a variable that it does not know, got '${image}'; use v1.25.6, or leave it out`,
    ]);
    expect(problemsWith({ image: `${REPOSITORY}:v2.0.0` })).toHaveLength(1);
    expect(problemsWith({ image: `${REPOSITORY}:v1.25.3` })).toEqual([]);
    // The digest says nothing of the version.
    expect(problemsWith({ image: `${REPOSITORY}@sha256:${'a'.repeat(64)}` })).toEqual([]);
  });

  it('has a version and is readable', () => {
    expect(problemsWith({ image: `${REPOSITORY}:latest` })).toEqual([
      `${property} must name a version, got '${REPOSITORY}:latest'; add the tag of a version, or a digest; a moving tag would change the program that drains nodes`,
    ]);
    expect(problemsWith({ image: 'Not an image' })).toHaveLength(1);
  });

  it('is dated data', () => {
    const { image, versions } = SHIPPED_IMAGES.terminationHandler;
    expect(ImageReference.parse(image).tag?.startsWith(versions)).toBe(true);
  });
});
