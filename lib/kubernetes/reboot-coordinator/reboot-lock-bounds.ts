import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { NODE_OF_TOKEN, type PolicyValidation, type PolicyVariable } from '../admission/policy-parts';
import { coordinatedPools, REBOOT_LOCK_ANNOTATION, rebootCoordinatorName } from './reboot-coordinator-names';

/** Largest accepted difference between clocks, because kured judges by the clock of its node. */
const SKEW = "duration('60s')";

/** The lock of one node exactly as kured 1.23 writes it, because a duplicate member could otherwise hide behind the first of its name. */
const LOCK_OF_NODE = [
  String.raw`\{"nodeID":"[a-z0-9.-]+"`,
  String.raw`"metadata":\{"unschedulable":(true|false)\}`,
  '"created":"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z"',
  String.raw`"TTL":[0-9]{1,18}\}`,
].join(',');

/** With a concurrency above 1 the locks of several nodes are in a list. */
const LOCK_OF_SEVERAL = String.raw`\{"maxOwners":[0-9]+,"locks":(null|\[(${LOCK_OF_NODE}(,${LOCK_OF_NODE})*)?\])\}`;

/**
 * Variables of the policy on the lock; they use `before` and `after`, the annotations.
 *
 * CEL has no clock. The server records the time of a write together with the fields that it changed, in `managedFields`. A writer
 * may add such records for these fields, therefore a limit must hold for every record, and additional records only make it
 * stricter.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 * @see https://github.com/kubereboot/kured/blob/1.23.0/pkg/daemonsetlock/daemonsetlock.go
 */
export function renderLockVariables(cluster: ClusterSpec): readonly PolicyVariable[] {
  const lock = `'${REBOOT_LOCK_ANNOTATION}'`;
  const field = `'f:${REBOOT_LOCK_ANNOTATION}'`;
  const notes = `entry.?fieldsV1[?'f:metadata'][?'f:annotations'][?${field}].hasValue()`;
  return [
    { name: 'schedules', expression: renderSchedules(cluster) },
    {
      name: 'schedule',
      expression: "request.name in variables.schedules ? variables.schedules[request.name] : {'ttl': 0, 'owners': 0}",
    },
    { name: 'node', expression: `${NODE_OF_TOKEN}.join('')` },
    { name: 'lockBefore', expression: `variables.before[?${lock}].orValue('')` },
    { name: 'lock', expression: `variables.after[?${lock}].orValue('')` },
    { name: 'locksBefore', expression: `variables.lockBefore.findAll(r'${LOCK_OF_NODE}')` },
    { name: 'locks', expression: `variables.lock.findAll(r'${LOCK_OF_NODE}')` },
    { name: 'taken', expression: 'variables.locks.filter(lock, !(lock in variables.locksBefore))' },
    { name: 'dropped', expression: 'variables.locksBefore.filter(lock, !(lock in variables.locks))' },
    { name: 'own', expression: `'{"nodeID":"' + variables.node + '",'` },
    {
      name: 'moments',
      expression: `object.metadata.?managedFields.orValue([]).filter(entry, ${notes}).map(entry, timestamp(entry.time))`,
    },
  ];
}

/** Digits of a lock's duration in nanoseconds. */
const TTL_DIGITS = `lock.find('"TTL":[0-9]+').substring(6)`;

/** Time at which a lock was taken, as the lock itself states it. */
const CREATED = `timestamp(lock.find('"created":"[^"]+').substring(11))`;

/** Conditions that a written lock must meet. */
export const LOCK_VALIDATIONS: readonly PolicyValidation[] = [
  {
    expression: `variables.lock in ['', variables.lockBefore] || variables.lock.matches(variables.schedule.owners > 1 ? r'^${LOCK_OF_SEVERAL}$' : r'^${LOCK_OF_NODE}$')`,
    message: 'a lock has the form that kured writes',
  },
  {
    expression: 'variables.taken.all(lock, lock.startsWith(variables.own))',
    message: 'a reboot coordinator may take the lock for no node but its own',
  },
  {
    expression: `variables.taken.all(lock, int(${TTL_DIGITS}) >= 1000000000 && int(${TTL_DIGITS}) <= variables.schedule.ttl * 1000000000)`,
    messageExpression: "'a lock lasts 1 s to the ' + string(variables.schedule.ttl) + ' s of the schedule'",
  },
  {
    expression: `variables.taken.all(lock, size(variables.moments) > 0 && variables.moments.all(moment, ${CREATED} <= moment + ${SKEW}))`,
    message: 'a lock begins when it is taken',
  },
  {
    expression:
      'size(variables.locks) <= (size(variables.taken) == 0 ? size(variables.locksBefore) : variables.schedule.owners)',
    messageExpression: "'no more than ' + string(variables.schedule.owners) + ' nodes hold the lock at once'",
  },
  {
    expression: `variables.dropped.all(lock, (lock.startsWith(variables.own) && size(variables.taken) == 0) || (size(variables.moments) > 0 && variables.moments.all(moment, ${CREATED} + duration(${TTL_DIGITS} + 'ns') <= moment + ${SKEW})))`,
    message: 'a lock is let go of by its own node, or taken over once its time is over',
  },
];

/** Lock duration in seconds and number of nodes of each schedule, by the name of the DaemonSet that holds the lock, as a CEL map. */
function renderSchedules(cluster: ClusterSpec): string {
  const entries = coordinatedPools(cluster).map(({ pool, reboots }) => {
    const { lockTtlSeconds, concurrency } = reboots;
    return `'${rebootCoordinatorName(pool)}': {'ttl': ${lockTtlSeconds}, 'owners': ${concurrency}}`;
  });
  return `{${entries.join(', ')}}`;
}
