import type { AwsEnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import { EnvironmentSpec } from '../../../../lib/specs/environment/environment-spec';
import { Session } from '../../harness/session';
import { initialCounts, type SimulatedNode } from '../../harness/simulated-nodes';
import { readStackJson, referenceInput, synthesizedVariant } from '../../harness/synthesized';
import { asTemplate, type TemplateNode, templateNode } from '../../harness/template-node';
import { disagreements } from './disagreements';
import { SimulatedCluster } from './simulated-cluster';

/** The in-house platform, whose own pools are all scaled by the autoscaler. */
function scaledPlatform(): AwsEnvironmentInput {
  const input = referenceInput('paas-production') as AwsEnvironmentInput;
  const clusters = input.clusters.map((cluster) => ({
    ...cluster,
    pools: cluster.pools.map((pool) => {
      return pool.purpose === 'system' ? pool : { ...pool, scaling: { kind: 'cluster-autoscaler' } as const };
    }),
  }));
  return { ...input, clusters };
}

const environment = synthesizedVariant('from-zero', scaledPlatform());
const [cluster] = EnvironmentSpec.from(environment.input).clusters;

/** The nodes that the autoscaler expects of each pool while its groups are empty. */
function templates(): ReadonlyMap<string, TemplateNode> {
  const groups = environment.stacks.flatMap((stack) => {
    return Object.values(readStackJson(stack)['resource']?.['aws_autoscaling_group'] ?? {});
  });
  const all = groups.map(
    (group) => (group as { tag: readonly { readonly key: string; readonly value: string }[] }).tag,
  );
  return new Map(
    all.map((tags) => [tags.find(({ key }) => key === 'keelson.dev/pool')?.value ?? '', templateNode(tags)]),
  );
}

function fromTags(node: SimulatedNode): SimulatedNode {
  const template = templates().get(node.pool);
  const pool = cluster?.pools.find(({ name }) => name === node.pool);
  return template === undefined || pool === undefined ? node : asTemplate(node, template, pool.labels);
}

describe('nodes that the cluster autoscaler expects of empty groups', () => {
  let simulated: SimulatedCluster;

  beforeAll(async () => {
    if (cluster === undefined) throw new Error('the variant has no cluster');
    simulated = await SimulatedCluster.start({
      name: 'scheduler-from-zero',
      cluster,
      minor: '1.37',
      counts: initialCounts(cluster),
      daemons: 'separate',
      changeNode: fromTags,
    });
    await simulated.join();
  });

  afterAll(() => simulated?.stop());

  it('take the same pods as the nodes of the spec', async () => {
    expect([...templates().keys()].sort()).toEqual(['general', 'jvm']);
    const { tried, different } = await disagreements(simulated);
    expect(different).toEqual([]);
    Session.current().fact('scheduler', 'from zero', `${tried} trial pods`);
  });

  it('are seen to take other pods where the tag of a taint is missing', async () => {
    for (const { name } of simulated.nodes.filter(({ pool }) => pool === 'jvm')) {
      await simulated.objects.patch(`/api/v1/nodes/${name}`, { spec: { taints: [] } });
    }
    const { different } = await disagreements(simulated);
    expect(different.filter((each) => each.includes('the scheduler puts it on jvm, the model refuses'))).not.toEqual(
      [],
    );
  });
});
