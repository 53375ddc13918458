import type { ChangeOutcome, JudgedEnvironment } from './judged-environment';
import { addAwsPool, addGooglePool, editAwsPool, editGooglePool, type InputEdit, removePool } from './pool-edits';

/** A change of a deployed environment, and the effects that it may have. */
export interface JudgedChange {
  readonly title: string;
  readonly make: (environment: JudgedEnvironment) => Promise<ChangeOutcome>;
  readonly expect: (outcome: ChangeOutcome) => void;
}

/** Changes by environment; each builds on those before it. */
export const CHANGES: Readonly<Record<string, readonly JudgedChange[]>> = {
  'paas-staging': [
    {
      title: 'the size of a pool changes in place',
      make: edited(editAwsPool('general', (pool) => ({ ...pool, size: { ...pool.size, min: 4, max: 8 } }))),
      expect: updatesOnly('aws_autoscaling_group.pool-general_group'),
    },
    {
      title: 'another machine type makes a new template version that the group rolls to, and replaces nothing',
      make: edited(
        editAwsPool('jvm', (pool) => ({ ...pool, machine: { type: 'm6i.8xlarge', vcpu: 32, memoryGib: 128 } })),
      ),
      expect: updatesOnly('aws_launch_template.pool-jvm_', 'aws_autoscaling_group.pool-jvm_'),
    },
    {
      title: 'a new pool touches no other pool',
      make: edited(
        addAwsPool('jvm', {
          name: 'extra',
          taints: [],
          expectsPods: false,
          reboots: { kind: 'replace', maxLifetimeDays: 30 },
        }),
      ),
      expect: (outcome) => touchesOnly(outcome, 'create', /\.pool-extra_/),
    },
    {
      title: 'a pool that goes takes nothing else along',
      make: edited(removePool('extra')),
      expect: (outcome) => touchesOnly(outcome, 'delete', /\.pool-extra_/),
    },
    {
      title: 'a managed group that needs other machines is made before the old one goes',
      make: edited(
        editAwsPool('system', (pool) => ({ ...pool, machine: { type: 'm6i.xlarge', vcpu: 4, memoryGib: 16 } })),
      ),
      expect: (outcome) => {
        touchesOnly(outcome, 'any', /\.pool-system_/);
        replacesNewFirst(outcome, 'aws_eks_node_group.pool-system_group');
      },
    },
    {
      title: 'another description of a security group does not replace the group',
      make: (environment) => {
        environment.editStack('paas-staging-main-foundation', (stack) => {
          for (const group of Object.values(stack['resource']?.['aws_security_group'] ?? {})) {
            (group as { description: string }).description = 'As a later release words it';
          }
          return stack;
        });
        return environment.apply();
      },
      expect: (outcome) => expect(outcome.planned).toEqual([]),
    },
    {
      title: 'a security group that is made anew exists, and its machine has moved to it, before the old one goes',
      make: (environment) =>
        environment.replace('paas-staging-main-foundation', 'aws_security_group.ssm-bastion_security-group_B8357DF6'),
      expect: (outcome) => {
        replacesNewFirst(outcome, 'aws_security_group.ssm-bastion_');
        movesInBetween(outcome, 'aws_security_group.ssm-bastion_', 'update aws_instance.ssm-bastion_');
      },
    },
    {
      title: 'a key of its own is granted to Auto Scaling before the group rolls to it',
      make: edited(withAwsKey('general', 'grant')),
      expect: (outcome) => {
        touchesOnly(outcome, 'any', /\.pool-general_/);
        comesBefore(
          outcome,
          'create aws_kms_grant.pool-general_disk-key_',
          'update aws_autoscaling_group.pool-general_',
        );
      },
    },
    {
      title: 'the same key with a promise takes the grant away and rolls nothing',
      make: edited(withAwsKey('general', 'granted')),
      expect: ({ planned }) =>
        expect(planned.map(({ actions, type }) => `${actions.join('+')} ${type}`)).toEqual(['delete aws_kms_grant']),
    },
  ],
  'two-step': [
    {
      title: 'another machine type rolls every zone of a pool with a group per zone, and replaces nothing',
      make: edited(
        editAwsPool('apps', (pool) => ({ ...pool, machine: { type: 'm6i.2xlarge', vcpu: 8, memoryGib: 32 } })),
      ),
      expect: updatesOnly(
        'aws_launch_template.pool-apps_',
        'aws_autoscaling_group.pool-apps_group-eu-central-1a_',
        'aws_autoscaling_group.pool-apps_group-eu-central-1b_',
      ),
    },
    {
      title: 'a zone that a pool leaves takes its own group only',
      make: edited(editAwsPool('apps', (pool) => ({ ...pool, zones: ['eu-central-1a'] }))),
      // The runbook and its permissions contain the names of the groups.
      expect: (outcome) => {
        touchesOnly(outcome, 'any', /\.pool-apps_(group-eu-central-1b|promotion_runbook)/);
        const deleted = outcome.planned.filter(({ actions }) => actions.join() === 'delete');
        expect(deleted.map(({ address }) => address)).toEqual(
          expect.arrayContaining([expect.stringContaining('aws_autoscaling_group.pool-apps_group-eu-central-1b_')]),
        );
      },
    },
    {
      title: 'another pinned image is no difference to a pool that promotes its own',
      make: edited(
        editAwsPool('system', (pool) => ({
          ...pool,
          aws: { ...pool.aws, image: { ...pool.aws.image, source: { amiId: 'ami-0fedcba9876543210' } } },
        })),
      ),
      expect: (outcome) => expect(outcome.planned).toEqual([]),
    },
    {
      title: 'a pool that stops promoting names its image itself before the parameter goes',
      make: edited(editAwsPool('system', ({ reboots: _, ...pool }) => pool)),
      expect: (outcome) => {
        touchesOnly(outcome, 'any', /\.pool-system_/);
        comesBefore(outcome, 'update aws_autoscaling_group.pool-system_', 'delete aws_ssm_parameter.pool-system_');
        comesBefore(outcome, 'update aws_launch_template.pool-system_', 'delete aws_ssm_parameter.pool-system_');
      },
    },
    {
      title: 'a pool that begins to promote has its parameter before a template names it',
      make: edited(
        editAwsPool('system', (pool) => ({
          ...pool,
          reboots: {
            kind: 'replace',
            promotion: {
              window: { days: ['monday'], start: '01:00', end: '05:00' },
              fromParameter: '/keelson/two-step-staging-main-system/image',
            },
          },
        })),
      ),
      expect: (outcome) => {
        touchesOnly(outcome, 'any', /\.pool-system_/);
        comesBefore(outcome, 'create aws_ssm_parameter.pool-system_', 'update aws_launch_template.pool-system_');
      },
    },
  ],
  streaming: [
    {
      title: 'the size of an autoscaled pool changes in place',
      make: edited(editGooglePool('core', (pool) => ({ ...pool, size: { ...pool.size, max: 50 } }))),
      expect: updatesOnly('google_container_node_pool.pool-core_pool'),
    },
    {
      title: 'the size of a fixed pool changes in place in every zone',
      make: edited(editGooglePool('edge', (pool) => ({ ...pool, size: { ...pool.size, min: 4 } }))),
      expect: updatesOnly(
        ...['a', 'b', 'c'].map((zone) => `google_container_node_pool.pool-edge_pool-europe-west4-${zone}_`),
      ),
    },
    {
      title: 'another machine type rolls the pool in place',
      make: edited(
        editGooglePool('core', (pool) => ({ ...pool, machine: { type: 'n2-standard-32', vcpu: 32, memoryGib: 128 } })),
      ),
      expect: updatesOnly('google_container_node_pool.pool-core_pool'),
    },
    {
      title: 'a zone that a zonal pool leaves keeps the other zones untouched',
      make: edited(editGooglePool('edge', (pool) => ({ ...pool, zones: ['europe-west4-a', 'europe-west4-c'] }))),
      expect: (outcome) => touchesOnly(outcome, 'delete', /\.pool-edge_pool-europe-west4-b_/),
    },
    {
      title: 'a zone that a zonal pool enters keeps the other zones untouched',
      make: edited(
        editGooglePool('edge', (pool) => ({ ...pool, zones: ['a', 'b', 'c'].map((zone) => `europe-west4-${zone}`) })),
      ),
      expect: (outcome) => touchesOnly(outcome, 'create', /\.pool-edge_pool-europe-west4-b_/),
    },
    {
      title: 'other room for pods makes new pools before the old ones go, zone by zone',
      make: edited(editGooglePool('edge', (pool) => ({ ...pool, maxPods: 64 }))),
      expect: (outcome) => {
        touchesOnly(outcome, 'any', /\.pool-edge_/);
        for (const zone of ['a', 'b', 'c']) {
          replacesNewFirst(outcome, `google_container_node_pool.pool-edge_pool-europe-west4-${zone}_`);
        }
      },
    },
    {
      title: 'spot machines and local disks come with a new pool before the old one goes',
      make: edited(
        editGooglePool('core', (pool) => ({ ...pool, google: { ...pool.google, spot: true, localSsdCount: 2 } })),
      ),
      expect: (outcome) => {
        touchesOnly(outcome, 'any', /\.pool-core_/);
        replacesNewFirst(outcome, 'google_container_node_pool.pool-core_pool');
      },
    },
    {
      title: 'a new pool touches no other pool',
      make: edited(addGooglePool('edge', { name: 'extra' })),
      expect: (outcome) => touchesOnly(outcome, 'create', /\.pool-extra_/),
    },
    {
      title: 'a key of its own is bound to Compute Engine before the pool that has it',
      make: edited(withGoogleKey('core', 'grant')),
      expect: (outcome) =>
        comesBefore(
          outcome,
          'create google_kms_crypto_key_iam_member.disk-keys_',
          'create google_container_node_pool.pool-core_',
        ),
    },
    {
      title: 'the same key with a promise takes the binding away and replaces no pool',
      make: edited(withGoogleKey('core', 'granted')),
      expect: ({ planned }) =>
        expect(planned.map(({ actions, type }) => `${actions.join('+')} ${type}`)).toEqual([
          'delete google_kms_crypto_key_iam_member',
        ]),
    },
  ],
};

function edited(edit: InputEdit): JudgedChange['make'] {
  return (environment) => environment.change(edit);
}

/** Expects that exactly these resources change, all of them in place. */
export function updatesOnly(...addresses: readonly string[]): JudgedChange['expect'] {
  return ({ planned }) => {
    const seen = planned.map(({ actions, address }) => `${actions.join('+')} ${address}`).sort();
    expect(seen).toEqual([...addresses].sort().map((address) => expect.stringMatching(`^update ${escaped(address)}`)));
  };
}

/** Expects changes, and only of resources that the pattern matches. */
export function touchesOnly({ planned }: ChangeOutcome, action: 'create' | 'delete' | 'any', pattern: RegExp): void {
  expect(planned).not.toHaveLength(0);
  expect(planned.filter(({ address }) => !pattern.test(address))).toEqual([]);
  if (action !== 'any') expect(planned.filter(({ actions }) => actions.join() !== action)).toEqual([]);
}

/** Expects that the resource is replaced, and that the new one is created before the old one is removed. */
export function replacesNewFirst(outcome: ChangeOutcome, address: string): void {
  const [created, deleted] = [position(outcome, `create ${address}`), position(outcome, `delete ${address}`)];
  expect({ created, deleted }).not.toMatchObject({ created: -1 });
  expect(created).toBeLessThan(deleted);
}

/** Expects a step after the new resource is created and before the old one is removed. */
export function movesInBetween(outcome: ChangeOutcome, replaced: string, step: string): void {
  expect(position(outcome, step)).toBeGreaterThan(position(outcome, `create ${replaced}`));
  expect(position(outcome, step)).toBeLessThan(position(outcome, `delete ${replaced}`));
}

/** Expects both steps, one after the other. */
function comesBefore(outcome: ChangeOutcome, first: string, second: string): void {
  const [earlier, later] = [position(outcome, first), position(outcome, second)];
  expect({ earlier, later }).not.toMatchObject({ earlier: -1 });
  expect(earlier).toBeLessThan(later);
}

function position({ steps }: ChangeOutcome, start: string): number {
  return steps.findIndex(({ action, address }) => `${action} ${address}`.startsWith(start));
}

function withAwsKey(pool: string, access: 'granted' | 'grant'): InputEdit {
  const arn = 'arn:aws:kms:eu-west-1:123456789012:key/4f5c0000-0000-0000-0000-000000000000';
  return editAwsPool(pool, (each) => {
    const rootDisk = { ...each.aws.rootDisk, kmsKey: { arn, access } };
    return { ...each, aws: { ...each.aws, rootDisk } };
  });
}

function withGoogleKey(pool: string, access: 'granted' | 'grant'): InputEdit {
  const name = 'projects/keys/locations/europe-west4/keyRings/disks/cryptoKeys/nodes';
  return editGooglePool(pool, (each) => {
    const disk = { ...each.google.disk, kmsKey: { name, access } };
    return { ...each, google: { ...each.google, disk } };
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
