import { environments } from '../../apps/environments';
import { autoscaledCluster } from '../../lib/specs/cluster/controllers/cluster-autoscaler-spec';
import { handledCluster } from '../../lib/specs/cluster/controllers/termination-handler-spec';
import { birthTaints } from '../../lib/specs/pool/node-pool-spec';
import { poolNamesOf } from '../../lib/specs/workload/workload-spec';
import type { KubernetesObject } from '../../lib/values/kubernetes-object';
import { type BothTrees, bothTrees } from './support/both-trees';
import { type TerraformNodes, terraformNodes } from './support/terraform-nodes';

/**
 * The test reads placement itself instead of using the model's scheduling, because a mistake there would hide a mistake in the
 * placement.
 */
interface PodSpec {
  nodeSelector?: Record<string, string>;
  affinity?: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: { matchExpressions: { key: string; operator: string; values: string[] }[] }[];
      };
    };
  };
  tolerations?: { key: string; operator: string; value?: string; effect: string }[];
}

function podSpec(object: KubernetesObject): PodSpec {
  return (object as unknown as { spec: { template: { spec: PodSpec } } }).spec.template.spec;
}

function lands(pod: PodSpec, node: TerraformNodes, startupTaint: string | undefined): boolean {
  const terms = pod.affinity?.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
  const tolerated = (pod.tolerations ?? []).map(({ key, value, effect }) => `${key}=${value ?? ''}:${effect}`);
  return (
    Object.entries(pod.nodeSelector ?? {}).every(([key, value]) => node.labels[key] === value) &&
    (terms === undefined ||
      terms.some(({ matchExpressions }) =>
        matchExpressions.every(({ key, values }) => values.includes(node.labels[key] ?? '')),
      )) &&
    node.taints.every((taint) => taint === startupTaint || tolerated.includes(taint))
  );
}

function landings({ cluster, stacks, objects }: BothTrees): Record<string, string[]> {
  const nodes = terraformNodes(stacks);
  const startup = cluster.pools.map((pool) => pool.startupTaint).find((taint) => taint !== undefined);
  const startupTaint = startup && `${startup.key}=${startup.value ?? ''}:${startup.effect}`;
  // Daemons of the platform run on every node; those of an ingress are placed like the pods of services.
  const placed = objects.filter(
    ({ kind, metadata }) => kind === 'Deployment' || (kind === 'DaemonSet' && metadata.namespace !== 'keelson-system'),
  );
  const entries = placed.map((object) => {
    const pools = nodes.filter((node) => lands(podSpec(object), node, startupTaint));
    const names = pools.map(({ labels }) => labels['keelson.dev/pool'] ?? 'a node without pool label');
    return [`${object.metadata.namespace}/${object.metadata.name}`, [...new Set(names)].sort()] as const;
  });
  return Object.fromEntries(entries);
}

describe.each(environments.map((input) => [input.name, input] as const))('environment %s', (_, input) => {
  const trees = bothTrees(input);

  it('gives the nodes of every pool its labels and the taints with which they register', () => {
    const nodes = terraformNodes(trees.stacks);
    for (const pool of trees.cluster.pools) {
      const own = nodes.filter(({ labels }) => labels['keelson.dev/pool'] === pool.name);
      expect(own.length).toBeGreaterThan(0);
      for (const { labels, taints } of own) {
        expect(labels).toEqual(pool.labels);
        expect(taints).toEqual(birthTaints(pool).map(({ key, value, effect }) => `${key}=${value ?? ''}:${effect}`));
      }
    }
  });

  it('lets every workload run on the nodes of its pools, and on no other nodes', () => {
    const declared = trees.cluster.workloads.map((workload) => {
      return [`${workload.namespace}/${workload.name}`, [...poolNamesOf(workload)].sort()];
    });
    const own = Object.entries({
      'keelson-system/cluster-autoscaler': autoscaledCluster(trees.cluster)?.autoscaler.homes,
      'keelson-system/termination-handler': handledCluster(trees.cluster)?.handler.homes,
    }).flatMap(([name, homes]) => (homes === undefined ? [] : [[name, homes.map((pool) => pool.name)]]));
    expect(landings(trees)).toEqual(Object.fromEntries([...declared, ...own]));
  });
});

it('the comparison fails when the two trees come from different specs', () => {
  const input = environments.find(({ cloud }) => cloud === 'google');
  if (input?.cloud !== 'google') throw new Error('no environment on Google Cloud');
  const clusters = input.clusters.map((cluster) => ({
    ...cluster,
    pools: cluster.pools.map((pool) => {
      return { ...pool, taints: pool.taints?.map((taint) => ({ ...taint, value: 'other' })) };
    }),
  }));
  const { stacks } = bothTrees({ ...input, clusters });
  const lost = landings({ ...bothTrees(input), stacks });
  expect(Object.values(lost).flat()).toEqual([]);
});
