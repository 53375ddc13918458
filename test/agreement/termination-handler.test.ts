import paasProduction from '../../apps/environments/paas-production';
import twoStep from '../../apps/environments/two-step';
import { handledCluster } from '../../lib/specs/cluster/controllers/termination-handler-spec';
import { onlyObject } from '../fixtures/synthesize-construct';
import { type BothTrees, bothTrees } from './support/both-trees';

interface Pod {
  readonly serviceAccountName: string;
  readonly containers: readonly { readonly env: readonly { readonly name: string; readonly value?: string }[] }[];
}

function podOf({ objects }: BothTrees): { readonly pod: Pod; readonly namespace: string | undefined } {
  const deployment = onlyObject(objects, 'Deployment', 'termination-handler');
  const { spec } = (deployment['spec'] as { readonly template: { readonly spec: Pod } }).template;
  return { pod: spec, namespace: deployment.metadata.namespace };
}

/** Variables of the handler by their name. */
function variablesOf(both: BothTrees): Readonly<Record<string, string | undefined>> {
  const variables = podOf(both).pod.containers.flatMap(({ env }) => env);
  return Object.fromEntries(variables.map(({ name, value }) => [name, value]));
}

describe.each([
  ['paas-production', bothTrees(paasProduction)],
  ['two-step', bothTrees(twoStep)],
] as const)('the termination handler of %s', (_, both) => {
  const { cluster } = both;
  const handled = handledCluster(cluster);
  if (handled === undefined) throw new Error('the environment installs the handler');

  it('reads the queue of its cluster, in the region and the account of the cluster', () => {
    const { QUEUE_URL: address = '', AWS_REGION: region } = variablesOf(both);
    const [, accountId, name] = new URL(address).pathname.split('/');
    expect(new URL(address).host).toBe(`sqs.${cluster.region}.amazonaws.com`);
    expect([region, accountId, name]).toEqual([
      cluster.region,
      handled.cluster.accountId,
      `${cluster.physicalName}-node-events`,
    ]);
    expect(name).toBe(handled.handler.queueName);
  });

  it('has the account of the platform that Terraform can lend a role', () => {
    const { pod, namespace } = podOf(both);
    expect([namespace, pod.serviceAccountName]).toEqual(['keelson-system', 'termination-handler']);
    expect(onlyObject(both.objects, 'ServiceAccount', pod.serviceAccountName).metadata.namespace).toBe(namespace);
  });

  it('gives a drain up before the terminate hook of any of its pools runs out', () => {
    const seconds = Number(variablesOf(both)['NODE_TERMINATION_GRACE_PERIOD']);
    const ofSlowest = Math.max(...handled.handler.pools.map(({ aws }) => aws.terminateHeartbeatSeconds ?? 0));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(ofSlowest);
  });
});
