import {
  allBefore,
  type JudgedChange,
  movesInBetween,
  replacesNewFirst,
  touchesOnly,
  updatesOnly,
} from './expectations';
import type { ChangeOutcome, StackJson } from './judged-environment';

/** A broken stack, and the message that must report it. */
export interface BrokenStack {
  readonly what: string;
  readonly message: RegExp;
  readonly stack: StackJson;
}

/** A change of a deployed stack that a cloud would refuse halfway, and the message that must report it. */
export interface BrokenChange extends BrokenStack {
  readonly next: StackJson;
}

type Resources = Record<string, Record<string, Record<string, unknown>>>;

/** A small stack without mistakes, from which all broken ones are made. */
export function soundStack(name: string): StackJson {
  return stackOf({
    aws_vpc: { main: { cidr_block: '10.0.0.0/16', enable_dns_support: true } },
    aws_security_group: { nodes: { name, description: 'Nodes', vpc_id: '${aws_vpc.main.id}' } },
    aws_launch_template: {
      nodes: { name, network_interfaces: [{ security_groups: ['${aws_security_group.nodes.id}'] }] },
    },
  });
}

/** Expressions over the sound stack that the console must refuse, each with the message. */
export const BROKEN_EXPRESSIONS: readonly (readonly [expression: string, message: RegExp])[] = [
  ['aws_vpc.other.id', /Reference to undeclared resource/],
  ['aws_vpc.main.identity', /has no argument, nested block, or exported attribute named "identity"/],
  [
    'one([aws_vpc.main.id, aws_security_group.nodes.id])',
    /must be a list, set, or tuple value with either zero or one elements/,
  ],
  ['[aws_vpc.main.id][1]', /The given key does not identify an element in this collection value/],
  ['jsondecode(aws_vpc.main.cidr_block).arn', /Call to function "jsondecode" failed/],
  ['upper(aws_vpc.main.id, "b")', /Too many function arguments/],
  [
    'join("", [aws_vpc.main.id',
    /Unbalanced parentheses|Missing item separator|Unclosed configuration block|Unterminated|expected/i,
  ],
];

/** Stacks that terraform or the double must refuse before anything is applied. */
export const BROKEN_STACKS: readonly BrokenStack[] = [
  {
    what: 'an unknown argument',
    message: /No argument or block type is named "cidr_blok"/,
    stack: edited('aws_vpc', 'main', { cidr_blok: '10.0.0.0/16' }),
  },
  {
    what: 'an unknown argument of a nested block',
    message: /No argument or block type is named "security_group"/,
    stack: edited('aws_launch_template', 'nodes', { network_interfaces: [{ security_group: ['sg-0'] }] }),
  },
  {
    what: 'a missing required argument',
    message: /The argument "vpc_id" is required/,
    stack: edited('aws_subnet', 'first', { cidr_block: '10.0.0.0/24' }),
  },
  {
    what: 'a value of the wrong type',
    message: /Inappropriate value for attribute "enable_dns_support": a bool is required/,
    stack: edited('aws_vpc', 'main', { enable_dns_support: 'perhaps' }),
  },
  {
    what: 'a second block where one is allowed',
    message: /No more than 1 "metadata_options" blocks are allowed/,
    stack: edited('aws_launch_template', 'nodes', { metadata_options: [{ http_tokens: 'required' }, {}] }),
  },
  {
    what: 'a reference to what is not declared',
    message: /A managed resource "aws_vpc" "other" has not been declared/,
    stack: edited('aws_security_group', 'nodes', { vpc_id: '${aws_vpc.other.id}' }),
  },
  {
    what: 'a reference to a result that the type does not have',
    message: /This object has no argument, nested block, or exported attribute named "identity"/,
    stack: edited('aws_security_group', 'nodes', { vpc_id: '${aws_vpc.main.identity}' }),
  },
  {
    what: 'a reference cycle',
    message: /Cycle: aws_(vpc\.main, aws_security_group\.nodes|security_group\.nodes, aws_vpc\.main)/,
    stack: edited('aws_vpc', 'main', { tags: { group: '${aws_security_group.nodes.id}' } }),
  },
  {
    what: 'a for_each over what is known only after the apply',
    message: /Invalid for_each argument/,
    stack: edited('aws_subnet', 'each', { for_each: '${toset([aws_vpc.main.id])}', vpc_id: '${each.key}' }),
  },
  {
    what: 'a result that is set',
    message: /'arn' is a result of aws_vpc, it cannot be set/,
    stack: edited('aws_vpc', 'main', { arn: 'arn:aws:ec2:::vpc' }),
  },
  {
    what: 'changes ignored of an argument that does not exist',
    message: /This object has no argument, nested block, or exported attribute named "colour"/,
    stack: edited('aws_vpc', 'main', { lifecycle: { ignore_changes: ['colour'] } }),
  },
  {
    what: 'a type that no environment uses, so that nobody has looked up what replaces it',
    message: /The provider hashicorp\/aws does not support resource type "aws_elb"/,
    stack: edited('aws_elb', 'main', { name: 'main' }),
  },
];

/** Changes that fail only during the apply. */
export const BROKEN_CHANGES: readonly BrokenChange[] = [
  {
    what: 'an old security group that goes while a launch template still carries it',
    message: /aws_security_group 'held' is still used by a aws_launch_template/,
    stack: soundStack('held'),
    next: edited('aws_security_group', 'nodes', { description: 'Other nodes' }, 'held'),
  },
  {
    what: 'a new security group of the old name beside the old one',
    message: /aws_security_group 'named' already exists; a new one cannot take its name/,
    stack: soundStack('named'),
    next: edited(
      'aws_security_group',
      'nodes',
      { description: 'Other nodes', lifecycle: { create_before_destroy: true } },
      'named',
    ),
  },
  {
    what: 'an autoscaler that follows its pool by replace_triggered_by, when a label of the pool changes',
    message: /google_compute_autoscaler 'edge-a' already exists; a new one cannot take its name/,
    stack: scaledStack({ tier: 'front' }),
    next: scaledStack({ tier: 'back' }),
  },
];

/** A sequence of steps that must not count as correct. */
export interface BadCourse {
  readonly what: string;
  readonly outcome: ChangeOutcome;
  readonly judge: JudgedChange['expect'];
}

/** Sequences of steps that the expectations of changes.ts must refuse. */
export const BAD_COURSES: readonly BadCourse[] = [
  {
    what: 'a pool that is replaced where a change in place was due',
    outcome: course('create pool.a', 'delete pool.a'),
    judge: updatesOnly('pool.a'),
  },
  {
    what: 'a change that touches another pool as well',
    outcome: course('create pool.new', 'update pool.a'),
    judge: (outcome) => touchesOnly(outcome, 'create', /^pool\.new$/),
  },
  {
    what: 'a change that does nothing',
    outcome: course(),
    judge: (outcome) => touchesOnly(outcome, 'any', /^pool\./),
  },
  {
    what: 'an old pool that goes before the new one exists',
    outcome: course('delete pool.a', 'create pool.a'),
    judge: (outcome) => replacesNewFirst(outcome, 'pool.a'),
  },
  {
    what: 'an old pool that stays',
    outcome: course('create pool.a'),
    judge: (outcome) => replacesNewFirst(outcome, 'pool.a'),
  },
  {
    what: 'a machine that moves to the new group only after the old one is gone',
    outcome: course('create group.a', 'delete group.a', 'update machine.a'),
    judge: (outcome) => movesInBetween(outcome, 'group.a', 'update machine.a'),
  },
  {
    what: 'a hook that is made before the last of the targets',
    outcome: course('create target.a', 'create hook.a', 'create target.b'),
    judge: (outcome) => allBefore(outcome, 'create', [/^target\./, /^hook\./]),
  },
  {
    what: 'a hook that is never made',
    outcome: course('create target.a'),
    judge: (outcome) => allBefore(outcome, 'create', [/^target\./, /^hook\./]),
  },
];

/** A stack whose second plan is never empty. */
export function restlessStack(): StackJson {
  return edited('aws_vpc', 'main', { tags: { at: '${timestamp()}' } }, 'restless');
}

/** A stack with an access entry of a cluster, with a test's arguments. */
export function entryStack(entry: Record<string, unknown>): StackJson {
  return stackOf({ aws_eks_access_entry: { team: { cluster_name: 'main', principal_arn: 'arn:team', ...entry } } });
}

/** A stack with an Auto Scaling group, with a test's arguments. */
export function groupStack(group: Record<string, unknown>): StackJson {
  return stackOf({ aws_autoscaling_group: { nodes: { name: 'nodes', min_size: 1, max_size: 2, ...group } } });
}

/** A pool of one zone, with an autoscaler that is made anew with every change of the pool and has no hash in its name. */
function scaledStack(labels: Readonly<Record<string, string>>): StackJson {
  const place = { project: 'example', name: 'edge-a' };
  return {
    terraform: { required_providers: { google: { source: 'google', version: '6.50.0' } } },
    provider: { google: [{ region: 'europe-west4' }] as unknown as Record<string, unknown> },
    resource: {
      google_container_node_pool: {
        edge: {
          ...place,
          ...{ cluster: 'main', location: 'europe-west4', node_locations: ['europe-west4-a'] },
          node_config: { labels },
          lifecycle: { create_before_destroy: true },
        },
      },
      google_compute_autoscaler: {
        edge: {
          ...place,
          zone: 'europe-west4-a',
          target: '${one(google_container_node_pool.edge.instance_group_urls)}',
          autoscaling_policy: { min_replicas: 1, max_replicas: 3 },
          lifecycle: { create_before_destroy: true, replace_triggered_by: ['google_container_node_pool.edge'] },
        },
      },
    },
  };
}

function course(...steps: readonly string[]): ChangeOutcome {
  const applied = steps.map((step) => {
    const [action = '', address = ''] = step.split(' ');
    return { action, address };
  });
  const planned = [...new Set(applied.map(({ address }) => address))].map((address) => ({
    address,
    type: 'any',
    actions: applied
      .filter((step) => step.address === address)
      .map(({ action }) => action as 'create' | 'update' | 'delete'),
  }));
  return { planned, steps: applied };
}

function edited(type: string, id: string, change: Record<string, unknown>, name = 'broken'): StackJson {
  const sound = soundStack(name)['resource'] as unknown as Resources;
  const resource = { ...sound[type]?.[id], ...change };
  return stackOf({ ...sound, [type]: { ...sound[type], [id]: resource } });
}

function stackOf(resource: Resources): StackJson {
  return {
    terraform: { required_providers: { aws: { source: 'aws', version: '6.25.0' } } },
    provider: { aws: [{ region: 'eu-west-1' }] as unknown as Record<string, unknown> },
    resource,
  };
}
