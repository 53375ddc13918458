import {
  comesBefore,
  edited,
  type JudgedChange,
  movesInBetween,
  plansOnly,
  replacesNewFirst,
  touchesOnly,
  updatesOnly,
} from './expectations';
import { HANDLER_CHANGES, RULE, RULE_UPDATE } from './handler-changes';
import type { ChangeOutcome } from './judged-environment';
import { addAwsPool, editAwsPool, type InputEdit, removePool } from './pool-edits';
import { STREAMING_CHANGES } from './streaming-changes';

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
      expect: (outcome) => {
        touchesOnly(outcome, 'any', ofPool('extra'));
        expectsNothingElse(outcome, 'create');
        // An instance that waits in the hook before the rule names its group would not be heard.
        comesBefore(outcome, RULE_UPDATE, 'create aws_autoscaling_lifecycle_hook.pool-extra_group_terminate-hook');
      },
    },
    {
      title: 'a pool that goes takes nothing else along',
      make: edited(removePool('extra')),
      expect: (outcome) => {
        touchesOnly(outcome, 'any', ofPool('extra'));
        expectsNothingElse(outcome, 'delete');
      },
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
      expect: plansOnly('delete aws_kms_grant'),
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
      // The runbook, its permissions and the rule of the events contain the names of the groups. More pods are on each node of the zone
      // that is left, so that the drain of a node takes longer there.
      expect: (outcome) => {
        touchesOnly(
          outcome,
          'any',
          /\.(pool-apps_(group-eu-central-1b|promotion_runbook)|node-events_(terminate-rule|queue)|pool-apps_group-eu-central-1a_(group|terminate-hook))/,
        );
        const others = outcome.planned.filter(({ address }) => !address.includes('eu-central-1b'));
        expect(new Set(others.flatMap(({ actions }) => actions))).toEqual(new Set(['update']));
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
    ...HANDLER_CHANGES,
  ],
  streaming: STREAMING_CHANGES,
};

/** A pool and the rule that has the names of all groups. */
function ofPool(name: string): RegExp {
  return new RegExp(`\\.(pool-${name}|node-events_terminate-rule)_`);
}

/** Expects that the rule changes in place, and everything else in the stated way. */
function expectsNothingElse({ planned }: ChangeOutcome, action: 'create' | 'delete'): void {
  const [rules, others] = [true, false].map((isRule) =>
    planned.filter(({ address }) => address.startsWith(RULE) === isRule).map(({ actions }) => actions.join()),
  );
  expect(rules).toEqual(['update']);
  expect(new Set(others)).toEqual(new Set([action]));
}

function withAwsKey(pool: string, access: 'granted' | 'grant'): InputEdit {
  const arn = 'arn:aws:kms:eu-west-1:123456789012:key/4f5c0000-0000-0000-0000-000000000000';
  return editAwsPool(pool, (each) => {
    const rootDisk = { ...each.aws.rootDisk, kmsKey: { arn, access } };
    return { ...each, aws: { ...each.aws, rootDisk } };
  });
}
