import { allBefore, edited, type JudgedChange } from './expectations';
import type { ChangeOutcome } from './judged-environment';
import { editAwsCluster } from './pool-edits';

/** Address of the rule that has the names of all groups of a cluster. */
export const RULE = 'aws_cloudwatch_event_rule.node-events_terminate-rule_';

/** The step in which that rule learns of another group. */
export const RULE_UPDATE = `update ${RULE}`;

/** The way of an event, from what must exist first to what must exist last. */
const CHAIN = [
  /^aws_sqs_queue\.node-events_failed_/,
  /^aws_sqs_queue\.node-events_queue_/,
  /^aws_cloudwatch_event_target\./,
  /^aws_autoscaling_lifecycle_hook\..*terminate-hook/,
] as const;

const NEW_TYPES = [
  'aws_autoscaling_lifecycle_hook',
  'aws_cloudwatch_event_rule',
  'aws_cloudwatch_event_target',
  'aws_cloudwatch_metric_alarm',
  'aws_eks_pod_identity_association',
  'aws_iam_role',
  'aws_iam_role_policy',
  'aws_sqs_queue',
];

/** The termination handler that goes and comes back. */
export const HANDLER_CHANGES: readonly JudgedChange[] = [
  {
    title: 'the hooks of the nodes go before the queue of a termination handler that is removed',
    make: edited(editAwsCluster(({ controllers: _, ...cluster }) => cluster)),
    expect: (outcome) => {
      expect(typesOf(outcome, 'delete')).toEqual(NEW_TYPES);
      const courses = CHAIN.slice(1).map((later, index) => [later, CHAIN[index] ?? later] as const);
      for (const [later, earlier] of courses) allBefore(outcome, 'delete', [later, earlier]);
      expectNoReplacement(outcome);
    },
  },
  {
    title: 'a hook waits for the queue, the rules and the targets of a new termination handler',
    make: edited(editAwsCluster((cluster) => ({ ...cluster, controllers: { terminationHandler: {} } }))),
    expect: (outcome) => {
      expect(typesOf(outcome, 'create')).toEqual(NEW_TYPES);
      const courses = CHAIN.slice(1).map((later, index) => [CHAIN[index] ?? later, later] as const);
      for (const [earlier, later] of courses) allBefore(outcome, 'create', [earlier, later]);
      expectNoReplacement(outcome);
    },
  },
];

function typesOf({ planned }: ChangeOutcome, action: 'create' | 'delete'): readonly string[] {
  const types = planned.filter(({ actions }) => actions.join() === action).map(({ type }) => type);
  return [...new Set(types)].sort();
}

/** Templates and groups may change in place, because the shutdown of a node depends on whether somebody drains it. */
function expectNoReplacement({ planned }: ChangeOutcome): void {
  expect(planned.filter(({ actions }) => actions.length > 1)).toEqual([]);
}
