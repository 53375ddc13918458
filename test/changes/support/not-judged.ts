import type { ChangeGround } from '../../../lib/specs/fields/change-effect';

/** Properties that no edit can change on a ground, by the beginning of their path. */
export interface NotJudged {
  readonly ground: ChangeGround;
  readonly path: string;
  readonly why: string;
}

const POOL = 'clusters[].pools[]';

const onManaged = (path: string, why: string): NotJudged => ({ ground: 'managed', path: `${POOL}.${path}`, why });
const onGoogle = (path: string, why: string): NotJudged => ({ ground: 'google', path: `${POOL}.${path}`, why });

const TRUE_ONLY = 'Rules accept nothing but true.';
const AS_OURS = 'The same user data carries it as in a group of ours.';
/** Beginning of every reason that says that a ground lacks the property. */
const REFUSED = 'Rules refuse it';
const REFUSED_BY_EKS = `${REFUSED}: EKS owns the group.`;
const NO_BLACKOUTS = `${REFUSED}: neither cloud can leave days out of a schedule.`;
const REPLACED_BY_GKE = `${REFUSED}: GKE replaces nodes in the one maintenance window of the cluster.`;

const OF_A_DAEMON =
  'Another daemon has another pool and namespace, so that an edit replaces more than the backend; the judge of the edge stack changes it.';

/** Every property without an edit, with the reason; the test fails for a property that is neither listed here nor edited. */
export const NOT_JUDGED: readonly NotJudged[] = [
  ...(['random', 'staggered', 'coordinated'] as const).map((kind) => ({
    ground: 'aws' as const,
    path: `${POOL}.reboots(${kind}).amazonLinux.unlockKernel`,
    why: TRUE_ONLY,
  })),
  { ground: 'aws', path: `${POOL}.scaling(target-tracking).schedules[].window.blackouts`, why: NO_BLACKOUTS },
  {
    ground: 'aws',
    path: 'clusters[].groups[].scaling(target-tracking).schedules[].window.blackouts',
    why: NO_BLACKOUTS,
  },
  { ground: 'aws', path: 'clusters[].monitoring.stack.kind', why: 'Rules accept nothing but the operator.' },
  {
    ground: 'aws',
    path: 'clusters[].workloads[].maxUnavailable',
    why: 'The budget changes in place. A drain takes another time then, and the pods of the termination handler roll for it.',
  },
  onManaged('reboots(coordinated).amazonLinux.unlockKernel', TRUE_ONLY),
  onManaged('reboots(random)', AS_OURS),
  onManaged('reboots(staggered)', AS_OURS),
  onManaged('reboots(replace)', REFUSED_BY_EKS),
  onManaged('aws.capacity(mixed).onDemand', REFUSED_BY_EKS),
  onManaged('aws.rollout', REFUSED_BY_EKS),
  onManaged('aws.healthCheck', REFUSED_BY_EKS),
  onManaged('aws.terminateHeartbeatSeconds', REFUSED_BY_EKS),
  onManaged('scaling(target-tracking)', REFUSED_BY_EKS),
  ...['hosts[]', 'proxy', 'hostPorts'].map((member) => ({
    ground: 'aws' as const,
    path: `clusters[].workloads[].${member}`,
    why: `${REFUSED}: an environment on AWS has no ingress yet.`,
  })),
  ...['balancer.kind', 'scheme'].map((member) => ({
    ground: 'google' as const,
    path: `ingress[].${member}`,
    why: 'There is one value only.',
  })),
  { ground: 'google', path: 'ingress[].certificates[].from(secret)', why: `${REFUSED}: the balancer ends TLS itself.` },
  { ground: 'google', path: 'ingress[].backends[].cluster', why: OF_A_DAEMON },
  { ground: 'google', path: 'ingress[].backends[].workload', why: OF_A_DAEMON },
  {
    ground: 'google',
    path: 'clusters[].workloads[].hosts[].ingress',
    why: 'Another ingress has another zone, so that the host changes with it.',
  },
  onGoogle('reboots', REPLACED_BY_GKE),
  onGoogle('scaling(instance-group).schedules[].window.blackouts', `${REFUSED}: no cloud can leave days out.`),
  {
    ground: 'google',
    path: 'clusters[].groups[].scaling(instance-group).schedules[].window.blackouts',
    why: NO_BLACKOUTS,
  },
  {
    ground: 'google',
    path: 'clusters[].controllers.clusterAutoscaler',
    why: `${REFUSED}: GKE scales pools itself.`,
  },
  {
    ground: 'google',
    path: 'clusters[].controllers.terminationHandler',
    why: `${REFUSED}: GKE drains nodes itself.`,
  },
];

/** Whether the rules refuse a property on a ground. */
export function isRefusedByRules(ground: ChangeGround, path: string): boolean {
  return NOT_JUDGED.some(
    (each) => each.ground === ground && path.startsWith(each.path) && each.why.startsWith(REFUSED),
  );
}
