import { environments } from '../../apps/environments';
import type { AwsNodePoolSpec, NodePoolSpec } from '../../lib/specs/pool/node-pool-spec';
import { rebootsInPlace } from '../../lib/specs/reboots/reboot-schedule';
import { drawsSlots } from '../../lib/specs/reboots/reboot-slots';
import type { KubernetesObject } from '../../lib/values/kubernetes-object';
import { bothTrees } from './support/both-trees';
import { userDataTexts } from './support/node-kernels';
import { resources } from './support/terraform-nodes';

const trees = environments.map((input) => [input.name, bothTrees(input)] as const);
const pools = trees.flatMap(([name, tree]) => {
  const own: readonly NodePoolSpec[] = tree.cluster.pools;
  return own.map((pool) => [`${name} ${pool.name}`, pool, tree] as const);
});
const isAws = (pool: NodePoolSpec): pool is AwsNodePoolSpec => pool.cloud === 'aws';

interface Daemon {
  readonly containers: readonly { readonly args?: readonly string[]; readonly volumeMounts?: readonly Mount[] }[];
  readonly volumes?: readonly { readonly name: string; readonly hostPath?: { readonly path: string } }[];
}
interface Mount {
  readonly name: string;
  readonly mountPath: string;
}

function coordinator(pool: string, objects: readonly KubernetesObject[]): Daemon | undefined {
  const found = objects.find(
    ({ kind, metadata }) => kind === 'DaemonSet' && metadata.name === `reboot-coordinator-${pool}`,
  );
  return (found as { spec?: { template: { spec: Daemon } } } | undefined)?.spec?.template.spec;
}

describe.each(pools)('reboots of %s', (_, pool, { stacks, objects }) => {
  const { reboots } = pool;
  const texts = isAws(pool) ? userDataTexts(pool.name, stacks) : [];

  it('use slots that the nodes draw themselves exactly where the schedule says so', () => {
    const draws = rebootsInPlace(reboots) && drawsSlots(reboots);
    for (const text of texts) expect(text.includes('draw-reboot-slot')).toBe(draws);
  });

  it('have a coordinator exactly where nodes publish their requests, and mount the folder of these requests', () => {
    const daemon = coordinator(pool.name, objects);
    expect(daemon !== undefined).toBe(reboots?.kind === 'coordinated');
    const shown = texts.map((text) => /touch (\/var\/run\/[\w./-]+)/.exec(text)?.[1]);
    if (daemon === undefined) return expect(shown.filter(Boolean)).toEqual([]);
    const [container] = daemon.containers;
    const sentinel = container?.args?.find((arg) => arg.startsWith('--reboot-sentinel='))?.split('=')[1] ?? '';
    const mount = container?.volumeMounts?.find(({ mountPath }) => sentinel.startsWith(`${mountPath}/`));
    const volume = daemon.volumes?.find(({ name }) => name === mount?.name);
    expect(shown).toEqual([sentinel.replace(mount?.mountPath ?? '', volume?.hostPath?.path ?? '')]);
  });

  it('give the kubelet less time than logind allows, and let groups ignore the health checks of balancers', () => {
    if (!isAws(pool) || !rebootsInPlace(reboots)) return;
    for (const text of texts) {
      const delay = Number(/InhibitDelayMaxSec=(\d+)/.exec(text)?.[1]);
      const [, grace] = /"shutdownGracePeriod": "(\d+)s"/.exec(text) ?? [];
      expect(delay).toBeGreaterThan(Number(grace));
      expect(Number(grace)).toBeLessThan(reboots.rebootMinutes * 60);
    }
    const groups = resources(stacks, 'aws_autoscaling_group').filter(({ name }) => name === pool.physicalName);
    expect(groups.map((group) => group['health_check_type'])).toEqual(['EC2']);
  });

  it('replace nodes by images of a parameter exactly where the schedule promotes images', () => {
    if (!isAws(pool)) return;
    const parameters = resources(stacks, 'aws_ssm_parameter').map(({ name }) => name);
    const promotes = reboots?.kind === 'replace' && reboots.promotion !== undefined;
    expect(parameters.includes(`/keelson/${pool.physicalName}/image`)).toBe(promotes);
    const templates = resources(stacks, 'aws_launch_template').filter(({ name }) => name === pool.physicalName);
    for (const template of templates) expect(String(template['image_id']).startsWith('resolve:ssm:')).toBe(promotes);
  });
});

describe('schedules of the reference environments', () => {
  it('are stated for every pool except those that EKS rolls itself', () => {
    const without = pools.filter(([, { reboots }]) => reboots === undefined);
    expect(without.map(([name]) => name)).toEqual(['paas-staging system', 'paas-production system']);
    for (const [, pool] of without) expect(pool).toMatchObject({ aws: { management: 'managed-node-group' } });
  });

  it('are random in staging of the in-house platform and coordinated in production', () => {
    const kinds = (name: string) =>
      new Set(pools.filter(([id]) => id.startsWith(name)).map(([, pool]) => pool.reboots?.kind));
    expect(kinds('paas-staging')).toEqual(new Set([undefined, 'random']));
    expect(kinds('paas-production')).toEqual(new Set([undefined, 'coordinated']));
  });
});
