import type { AwsEnvironmentInput, EnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import { type JudgedChange, touchesOnly, updatesOnly } from './expectations';
import type { ChangeOutcome, StackJson } from './judged-environment';
import { editAwsCluster, editAwsPool, editGoogleCluster, editGooglePool, type InputEdit } from './pool-edits';

/** A change of an environment's input that the plan refuses, and the message. */
export interface RefusedEdit {
  readonly title: string;
  readonly edit: InputEdit;
  readonly message: RegExp;
}

/** Features that are removed from an environment's input, and tags that change, one after the other. */
export const SWITCHED_OFF: Readonly<Record<string, readonly JudgedChange[]>> = {
  'paas-staging': [
    {
      title: 'another value of a tag makes no new template version, so that no node rolls',
      make: (environment) => environment.change(withTags({ 'cost-center': 'shop' })),
      expect: (outcome) => {
        expect(typesOf(outcome)).toEqual(['aws_autoscaling_group', 'aws_autoscaling_group_tag', 'aws_eks_addon']);
        expect(outcome.planned.map(({ actions }) => actions.join())).toEqual(outcome.planned.map(() => 'update'));
      },
    },
    {
      title: 'one more tag makes no new template version either',
      make: (environment) => environment.change(withTags({ 'cost-center': 'shop', owner: 'platform' })),
      expect: (outcome) => {
        expect(typesOf(outcome)).toEqual(['aws_autoscaling_group', 'aws_autoscaling_group_tag', 'aws_eks_addon']);
        expect(outcome.planned.filter(({ type }) => type === 'aws_launch_template')).toEqual([]);
      },
    },
  ],
  'two-step': [
    {
      title: 'a principal that gets a policy instead of groups leaves its groups',
      make: (environment) =>
        environment.change(
          editAwsCluster((cluster) => ({
            ...cluster,
            access: cluster.access.map((grant) =>
              grant.principalArn.endsWith('/shop-team') ? { principalArn: grant.principalArn, policy: 'view' } : grant,
            ),
          })),
        ),
      expect: (outcome) => {
        touchesOnly(outcome, 'any', /^aws_eks_access_(entry|policy_association)\..*shop-team/);
        expect(afterOf(outcome, 'aws_eks_access_entry.')).toMatchObject({ kubernetes_groups: [] });
      },
    },
    {
      title: 'add-ons leave a system pool that becomes empty in the same plan',
      make: (environment) =>
        environment.change(
          editAwsPool('system', (pool) => ({ ...pool, size: { scope: 'total', min: 0, max: 3, initial: 0 } })),
        ),
      expect: (outcome) => {
        touchesOnly(outcome, 'any', /^(aws_autoscaling_group\.pool-system_|aws_eks_addon\.addons_)/);
        for (const name of ['coredns', 'metrics-server']) {
          expect(afterOf(outcome, `aws_eks_addon.addons_${name}_`)).toMatchObject({
            configuration_values: '{"nodeSelector":{"kubernetes.io/os":"linux"}}',
          });
        }
        expect(afterOf(outcome, 'aws_eks_addon.addons_aws-ebs-csi-driver_')?.['configuration_values']).not.toContain(
          'keelson.dev/purpose',
        );
      },
    },
  ],
  streaming: [
    {
      title: 'a state of 0.1.0, which knows no ranges, sees one addition',
      make: async (environment) => {
        environment.editStack('streaming-main-foundation', asOf010);
        await environment.apply();
        environment.editStack('streaming-main-foundation', (stack) => stack);
        return environment.apply();
      },
      expect: (outcome) => {
        touchesOnly(outcome, 'create', /^terraform_data\.network_ranges_/);
        expect(outcome.planned).toHaveLength(1);
      },
    },
    {
      title: 'huge pages that a pool asks for come with a roll',
      make: (environment) =>
        environment.change(editGooglePool('core', (pool) => ({ ...pool, kernel: { transparentHugepages: 'always' } }))),
      expect: (outcome) => expect(hugepagesOf(outcome)).toBe('TRANSPARENT_HUGEPAGE_ENABLED_ALWAYS'),
    },
    {
      title: 'huge pages that a pool asks for no more go',
      make: (environment) => environment.change(editGooglePool('core', ({ kernel: _, ...pool }) => pool)),
      expect: (outcome) => {
        updatesOnly('google_container_node_pool.pool-core_pool')(outcome);
        expect(hugepagesOf(outcome)).toBe('TRANSPARENT_HUGEPAGE_ENABLED_UNSPECIFIED');
      },
    },
    {
      title: 'maintenance that is stated no more takes its exclusions along',
      make: (environment) =>
        environment.change(
          editGoogleCluster(({ controlPlane: { maintenance: _, ...controlPlane } = {}, ...cluster }) => ({
            ...cluster,
            controlPlane,
            // Pools that replace their nodes, or whose instance groups scale themselves, need a window: the edit removes both, too.
            pools: cluster.pools.map(({ reboots: _reboots, scaling, ...pool }) =>
              typeof scaling === 'object' && scaling.kind === 'instance-group' ? pool : { ...pool, scaling },
            ),
          })),
        ),
      expect: (outcome) => {
        const planned = outcome.planned.map(({ type, actions }) => `${actions.join('+')} ${type}`);
        expect(planned.sort()).toEqual([
          ...Array(3).fill('delete google_compute_autoscaler'),
          'update google_container_cluster',
        ]);
        expect(afterOf(outcome, 'google_container_cluster.')?.['maintenance_policy']).toEqual([
          expect.objectContaining({
            maintenance_exclusion: [],
            recurring_window: [expect.objectContaining({ recurrence: 'FREQ=DAILY' })],
          }),
        ]);
      },
    },
  ],
};

/** Changes that a plan must refuse, by environment. */
export const REFUSED_EDITS: Readonly<Record<string, readonly RefusedEdit[]>> = {
  'two-step': [
    {
      title: 'another kind of capacity, which the group would add to the one that it has',
      edit: editAwsPool('apps', (pool) => ({
        ...pool,
        aws: {
          ...pool.aws,
          capacity: { kind: 'mixed', alternativeTypes: ['m6a.2xlarge', 'm5.2xlarge'], onDemandBase: 1 },
        },
      })),
      message: /kind of 'aws\.capacity' cannot change on a living group.*Add a second pool/s,
    },
  ],
  streaming: [
    {
      title: 'another range of pods, which the cluster would never notice',
      edit: editGoogleCluster((cluster) => ({
        ...cluster,
        network: { ...cluster.network, podCidr: '10.56.0.0/14' },
      })),
      message: /google_container_cluster.*lifecycle\.prevent_destroy set/s,
    },
    {
      title: 'another range of Services',
      edit: editGoogleCluster((cluster) => ({
        ...cluster,
        network: { ...cluster.network, serviceCidr: '10.43.0.0/20' },
      })),
      message: /google_container_cluster.*lifecycle\.prevent_destroy set/s,
    },
    {
      title: 'the end of a group for RBAC that stays in force',
      edit: editGoogleCluster(({ controlPlane: { securityGroup: _, ...controlPlane } = {}, ...cluster }) => ({
        ...cluster,
        controlPlane,
        teams: (cluster.teams ?? []).map((team) => ({ ...team, groups: [] })),
      })),
      message: /'controlPlane\.securityGroup' no longer states.*Switch the group off in the cluster/s,
    },
  ],
};

function withTags(tags: Readonly<Record<string, string>>): InputEdit {
  return (input: EnvironmentInput): EnvironmentInput => ({ ...(input as AwsEnvironmentInput), tags });
}

function typesOf({ planned }: ChangeOutcome): readonly string[] {
  return [...new Set(planned.map(({ type }) => type))].sort();
}

/** The planned values of the only resource whose address begins with this text. */
function afterOf({ planned }: ChangeOutcome, address: string): Readonly<Record<string, unknown>> | null | undefined {
  const found = planned.filter((change) => change.address.startsWith(address));
  expect(found).toHaveLength(1);
  return found[0]?.after;
}

function hugepagesOf(outcome: ChangeOutcome): unknown {
  const { node_config: nodeConfig } = afterOf(outcome, 'google_container_node_pool.pool-core_') as {
    node_config: readonly { linux_node_config: readonly { transparent_hugepage_enabled: unknown }[] }[];
  };
  return nodeConfig[0]?.linux_node_config[0]?.transparent_hugepage_enabled;
}

/** The foundation without the resource that stands for the ranges, as version 0.1.0 wrote it. */
function asOf010(stack: StackJson): StackJson {
  const { terraform_data: _, ...resource } = stack['resource'] ?? {};
  for (const cluster of Object.values(resource['google_container_cluster'] ?? {})) {
    delete (cluster as { lifecycle: { replace_triggered_by?: unknown } }).lifecycle.replace_triggered_by;
  }
  return { ...stack, resource };
}
