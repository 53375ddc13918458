/**
 * Changes of the in-house platform: the role of its system pool, a managed node group, gets its own name, and the group is replaced with
 * it. The platform has asked for the cluster autoscaler since, which has a role of its own.
 */
function managedSystemPool(environment: string): readonly string[] {
  return [
    'create aws_autoscaling_group_tag.pool-system_group-tag-cost-center',
    'create aws_eks_pod_identity_association.cluster-autoscaler-role_association',
    'create aws_iam_role.cluster-autoscaler-role',
    'create aws_iam_role.pool-system_role-managed_role',
    'create aws_iam_role_policy.cluster-autoscaler-role_policy',
    'create aws_iam_role_policy.pool-system_role-managed_policy',
    'create+delete aws_eks_node_group.pool-system_group',
    'delete aws_iam_role.pool-system_role',
    'delete aws_iam_role_policy.pool-system_role_policy',
  ].map((change) => `${environment}-main-platform: ${change}`);
}

/** Half of each private subnet is reserved for the prefixes of pods; the subnets stay. */
function prefixReservations(environment: string, zones: readonly string[]): readonly string[] {
  return zones.map(
    (zone) => `${environment}-main-foundation: create aws_ec2_subnet_cidr_reservation.network_pod-prefixes-${zone}`,
  );
}

/** The two-step platform has asked for groups that scale themselves since, which adds policies and scheduled actions to each group. */
function ownScaling(zones: readonly string[]): readonly string[] {
  const added = ['policy cpu', 'policy forecast'].concat(
    ['evening-begin', 'evening-end', 'shop-hours-begin', 'shop-hours-end'].map((name) => `schedule schedule-${name}`),
  );
  const rows = added.flatMap((each) => zones.map((zone) => [...each.split(' '), zone]));
  return rows
    .map(([type, id, zone]) => `create aws_autoscaling_${type}.pool-apps_group-${zone}_scaling_${id}`)
    .sort()
    .map((change) => `two-step-main-platform: ${change}`);
}

/** Platforms on AWS have asked for the termination handler since: its queues, the rules of its events, and its role. */
function terminationHandler(environment: string, events: readonly string[]): readonly string[] {
  return [
    ...events.map((event) => `aws_cloudwatch_event_rule.node-events_${event}-rule`),
    ...events.map((event) => `aws_cloudwatch_event_target.node-events_${event}-target`),
    'aws_cloudwatch_metric_alarm.node-events_failed-alarm',
    'aws_cloudwatch_metric_alarm.node-events_unread-alarm',
    'aws_eks_pod_identity_association.termination-handler-role_association',
    'aws_iam_role.termination-handler-role',
    'aws_iam_role_policy.termination-handler-role_policy',
    'aws_sqs_queue.node-events_failed',
    'aws_sqs_queue.node-events_queue',
  ].map((address) => `${environment}-main-platform: create ${address}`);
}

/** The in-house platform of 0.1.0 had hooks, which nobody answered; the two-step platform gets them. */
const TWO_STEP_HOOKS = ['apps_group-eu-central-1a', 'apps_group-eu-central-1b', 'system_group'].map(
  (group) => `two-step-main-platform: create aws_autoscaling_lifecycle_hook.pool-${group}_terminate-hook`,
);

/** The streaming platform has asked for autoscalers of its edge pool's instance groups since, one for each zone. */
const EDGE_AUTOSCALERS = ['a', 'b', 'c'].map(
  (zone) => `streaming-main-platform: create google_compute_autoscaler.autoscaler-edge_autoscaler-europe-west4-${zone}`,
);

const TWO_STEP_ZONES = ['eu-central-1a', 'eu-central-1b'];
const PAAS_ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];

/**
 * Resources that the deployment after an upgrade from 0.1.0 creates, destroys and replaces, by environment; the CHANGELOG has the
 * reasons.
 */
export const EXPECTED_UPGRADES: Readonly<Record<string, readonly string[]>> = {
  streaming: ['streaming-main-foundation: create terraform_data.network_ranges', ...EDGE_AUTOSCALERS],
  'paas-staging': paas('paas-staging'),
  'paas-production': paas('paas-production'),
  'two-step': [
    ...prefixReservations('two-step', TWO_STEP_ZONES),
    ...ownScaling(TWO_STEP_ZONES),
    ...TWO_STEP_HOOKS,
    ...terminationHandler('two-step', ['health', 'state', 'terminate']),
  ].sort(),
};

function paas(environment: string): readonly string[] {
  const events = ['health', 'spot', 'state', 'terminate'];
  return [
    ...prefixReservations(environment, PAAS_ZONES),
    ...managedSystemPool(environment),
    ...terminationHandler(environment, events),
  ].sort();
}
