import type { GoogleGroupInput } from '../../../../lib/specs/group/google/google-group-input';
import {
  comesBefore,
  edited,
  type JudgedChange,
  movesInBetween,
  replacesNewFirst,
  touchesOnly,
  updatesOnly,
} from './expectations';
import { editAwsGroup, editGoogleGroup, removeGroup } from './group-environments';

const MANAGER = 'google_compute_region_instance_group_manager';
const TEMPLATE = 'google_compute_region_instance_template';
const CHECK = 'google_compute_region_health_check';
const AUTOSCALER = 'google_compute_region_autoscaler';

const managerOf = (group: string): string => `${MANAGER}.group-${group}_group_`;
const templateOf = (group: string): string => `${TEMPLATE}.group-${group}_instance-template_`;
const checkOf = (group: string): string => `${CHECK}.group-${group}_health-check_`;
const autoscalerOf = (group: string): string => `${AUTOSCALER}.group-${group}_autoscaler_`;

const FILES = { '/etc/proxy/proxy.cfg': { content: 'maxconn 30000\n', mode: '0640' } };

function without<K extends keyof GoogleGroupInput>(group: GoogleGroupInput, member: K): GoogleGroupInput {
  return Object.fromEntries(Object.entries(group).filter(([name]) => name !== member)) as unknown as GoogleGroupInput;
}

/** Changes of the groups on Google Cloud; each builds on those before it. */
export const GOOGLE_GROUP_CHANGES: readonly JudgedChange[] = [
  {
    title: 'an edited file makes another template, to which the group moves before the old one goes',
    make: edited(editGoogleGroup('proxy', (group) => ({ ...group, files: FILES }))),
    expect: (outcome) => {
      touchesOnly(outcome, 'any', /group-proxy_(group|instance-template)_/);
      replacesNewFirst(outcome, templateOf('proxy'));
      movesInBetween(outcome, templateOf('proxy'), `update ${managerOf('proxy')}`);
    },
  },
  {
    title: 'a new tag of the environment makes no other template and rolls no group',
    make: edited((input) => ({ ...input, tags: { ...input.tags, team: 'core' } })),
    expect: ({ planned }) => {
      const groups = planned.filter(({ address }) => /\.group-/.test(address));
      expect(groups).toEqual([]);
    },
  },
  {
    title: 'the size of a fixed group changes in place',
    make: edited(editGoogleGroup('proxy', (group) => ({ ...group, size: { ...group.size, initial: 4 } }))),
    expect: updatesOnly(managerOf('proxy')),
  },
  {
    title: 'the limits of a group that scales itself change in its autoscaler alone',
    make: edited(editGoogleGroup('worker', (group) => ({ ...group, size: { ...group.size, min: 3, max: 12 } }))),
    expect: updatesOnly(autoscalerOf('worker')),
  },
  {
    title: 'health of another kind changes the check in place',
    make: edited(
      editGoogleGroup('worker', (group) => ({ ...group, health: { kind: 'http', port: 9000, path: '/healthz' } })),
    ),
    expect: updatesOnly(checkOf('worker'), managerOf('worker')),
  },
  {
    title: 'health that is left out is dropped by the group before its check goes',
    make: edited(editGoogleGroup('worker', (group) => without(group, 'health'))),
    expect: (outcome) => {
      touchesOnly(outcome, 'any', /group-worker_(group|health-check|firewall_health)_/);
      comesBefore(outcome, `update ${managerOf('worker')}`, `delete ${checkOf('worker')}`);
    },
  },
  {
    title: 'a group that scales itself no more keeps the stated size and loses its autoscaler',
    make: edited(
      editGoogleGroup('worker', (group) => ({
        ...without(group, 'scaling'),
        size: { ...group.size, initial: 5 },
      })),
    ),
    expect: (outcome) => touchesOnly(outcome, 'any', /group-worker_(group|autoscaler)_/),
  },
  {
    title: 'other zones, which the lock refuses, make another group with another autoscaler, new ones first',
    make: edited(editGoogleGroup('slow', (group) => ({ ...group, zones: ['europe-west4-a', 'europe-west4-b'] }))),
    expect: (outcome) => {
      touchesOnly(outcome, 'any', /group-slow_(group|autoscaler)_/);
      replacesNewFirst(outcome, managerOf('slow'));
      replacesNewFirst(outcome, autoscalerOf('slow'));
      comesBefore(outcome, `delete ${autoscalerOf('slow')}`, `delete ${managerOf('slow')}`);
    },
  },
  {
    title: 'a removed group takes everything of it and nothing else',
    make: edited(removeGroup('proxy')),
    expect: (outcome) => {
      // The key of its disk was granted for this group alone.
      touchesOnly(outcome, 'delete', /group-proxy_|google_kms_crypto_key_iam_member\.disk-keys_/);
    },
  },
];

const LAUNCH = 'aws_launch_template.group-proxy_launch-template_';

/** Changes of the groups on AWS; each builds on those before it. */
export const AWS_GROUP_CHANGES: readonly JudgedChange[] = [
  {
    title: 'an edited file makes a new version of the template, to which the group refreshes',
    make: edited(editAwsGroup('proxy', (group) => ({ ...group, files: FILES }))),
    expect: (outcome) => {
      updatesOnly(LAUNCH, 'aws_autoscaling_group.group-proxy_group_')(outcome);
      comesBefore(outcome, `update ${LAUNCH}`, 'update aws_autoscaling_group.group-proxy_group_');
    },
  },
  {
    title: 'a removed group takes everything of it and nothing else',
    make: edited(removeGroup('proxy')),
    expect: (outcome) => touchesOnly(outcome, 'delete', /group-proxy_/),
  },
];
