import { type ChainTerm, neededSeconds, term } from '../../../analysis/drain-chain';
import { MAX_HEARTBEAT_SECONDS } from '../../pool/aws/aws-pool-fields';
import type { AwsNodePoolSpec, NodePoolSpec } from '../../pool/node-pool-spec';
import { NODE_SHUTDOWN, type UndrainedStop } from '../../pool/undrained-stop';
import { MAX_DRAIN_DELAY_SECONDS, MAX_DRAIN_SECONDS } from '../../reboots/reboot-fields';
import type { CoordinatedReboots } from '../../reboots/reboot-schedule';
import { neededGraceSeconds, type ShutdownSpec } from '../../workload/shutdown/shutdown-spec';
import { isTrafficDaemon } from '../../workload/traffic/traffic-daemon-spec';
import { isService, type WorkloadSpec } from '../../workload/workload-spec';
import { type DrainStep, POD_STEP } from './drain-chain';
import { DRAIN_POLL_SECONDS, type EvictionTime, graceSecondsOf, LABEL_LAG_SECONDS } from './node-drain';
import { HANDLER_LAG_SECONDS } from './terminate-hook';

/** Time until a drain that waits for a pod has seen that the pod has ended. */
const LAST_LOOK = term('last look', DRAIN_POLL_SECONDS);

/** A workload on a pool whose node goes. */
export interface LeavingPods {
  readonly workload: WorkloadSpec;
  readonly pool: NodePoolSpec;
  /** Seconds that a drain of the node takes for them. */
  readonly eviction: EvictionTime;
}

/** Tells how the process of a pod gets more time. */
export const GRACE_REMEDY = "raise 'shutdown.graceSeconds', or leave it out";

/** The rule of the step within the pod. */
export function graceRule(graceSeconds: number): string {
  return `end within its grace of ${graceSeconds} s`;
}

/** Times of the stop of pods that keelson writes; undefined for others. */
function stopOf(workload: WorkloadSpec): ShutdownSpec | undefined {
  return isService(workload) || isTrafficDaemon(workload) ? workload.shutdown : undefined;
}

/** The steps within the pod: the process ends its connections before the kubelet kills it. None for pods that keelson does not write. */
export function podSteps(workload: WorkloadSpec): readonly DrainStep[] {
  const stop = stopOf(workload);
  if (stop === undefined) return [];
  const { endpointLagSeconds, drainSeconds, graceSeconds } = stop;
  const needs = [term('endpoint lag', endpointLagSeconds), term('drain', drainSeconds)];
  return [
    {
      name: POD_STEP,
      needs,
      gives: term('grace of the pod', graceSeconds),
      rule: graceRule(graceSeconds),
      remedy: GRACE_REMEDY,
    },
  ];
}

/** The step of pods that the shutdown of their node ends, or the notice of a spot machine. */
export function nodeStep({ workload, pool }: LeavingPods, stop: UndrainedStop): DrainStep {
  const { seconds, giver } = stop;
  const grace = graceSecondsOf(workload);
  return {
    name: 'node',
    needs: graceTerms(workload),
    gives: term(giver, seconds),
    rule: stopRule(pool, stop),
    remedy: `shorten its members by ${Math.max(0, grace - seconds)} s, or ${stop.remedy(grace)}`,
    ...(pool.cloud === 'aws' && giver === NODE_SHUTDOWN ? { property: 'aws.gracefulShutdown.totalSeconds' } : {}),
  };
}

/** The step of pods that a drain moves within the notice of a spot machine; a budget that makes the drain wait takes from the notice too. */
export function noticeStep({ workload, pool, eviction }: LeavingPods, stop: UndrainedStop): DrainStep {
  const waits = budgetTerms(eviction);
  const needs = [...waits, ...graceTerms(workload)];
  const missing = neededSeconds({ needs }) - stop.seconds;
  const ways = [...waysWithin(workload, { missing, waits }), stop.remedy(graceSecondsOf(workload))];
  return {
    name: 'notice',
    needs,
    gives: term(stop.giver, stop.seconds),
    rule: stopRule(pool, stop),
    remedy: joinWays(ways),
  };
}

function stopRule({ name }: NodePoolSpec, { seconds, giver, sum, reason }: UndrainedStop): string {
  return `end within the ${seconds} s that ${giver} gives pods of pool '${name}' (${sum}): ${reason}`;
}

/** A drain within a time that somebody else gives: the hook of a group, EKS, GKE, or an autoscaler. */
export interface DrainLimit extends Pick<DrainStep, 'name' | 'gives' | 'rule' | 'property'> {
  /** Seconds before the first pod is told. */
  readonly before: readonly ChainTerm[];
  /** Whether the limit is on the whole drain, with its waits for budgets; otherwise it is on the grace of each pod. */
  readonly isWholeDrain: boolean;
  /** The longest time that the limit may be stated to be; undefined where nobody can lengthen it. */
  readonly longest?: number;
}

/** The step of pods that a drain moves within a limit. */
export function drainStep({ workload, eviction }: LeavingPods, limit: DrainLimit): DrainStep {
  const { name, before, gives, isWholeDrain, rule, property } = limit;
  const waits = isWholeDrain ? budgetTerms(eviction) : [];
  const needs = [...before, ...waits, ...graceTerms(workload), ...(isWholeDrain ? [LAST_LOOK] : [])];
  const remedy = roomFor(workload, { needs, gives, waits, property, longest: limit.longest });
  return { name, needs, gives, rule, remedy, ...(property === undefined ? {} : { property }) };
}

/** The terminate hook of a pool's groups. */
export function hookLimit(pool: AwsNodePoolSpec): DrainLimit | undefined {
  const { terminateHeartbeatSeconds: heartbeat } = pool.aws;
  if (heartbeat === undefined) return undefined;
  const property = 'aws.terminateHeartbeatSeconds';
  return {
    name: 'hook',
    before: [term('event lag', HANDLER_LAG_SECONDS)],
    gives: term('heartbeat of the hook', heartbeat),
    isWholeDrain: true,
    property,
    rule: `leave a node within the ${heartbeat} s for which the terminate hook of pool '${pool.name}' holds it`,
    longest: MAX_HEARTBEAT_SECONDS,
  };
}

/** The drain of a coordinated reboot. */
export function rebootLimit(pool: NodePoolSpec, { drainTimeoutSeconds }: CoordinatedReboots): DrainLimit {
  const property = 'reboots.drainTimeoutSeconds';
  return {
    name: 'drain',
    before: [],
    gives: term('timeout of the drain', drainTimeoutSeconds),
    isWholeDrain: true,
    property,
    rule: `end within the drain of pool '${pool.name}', which a reboot gives up after ${drainTimeoutSeconds} s`,
    longest: MAX_DRAIN_SECONDS,
  };
}

/** The step of daemons that leave before a coordinated reboot. */
export function leavingStep({ workload, pool }: LeavingPods, { drainDelaySeconds }: CoordinatedReboots): DrainStep {
  const needs = [term('label lag', LABEL_LAG_SECONDS), ...graceTerms(workload)];
  const property = 'reboots.drainDelaySeconds';
  const gives = term('drain delay', drainDelaySeconds);
  return {
    name: 'leave',
    needs,
    gives,
    property,
    rule: `leave a node of pool '${pool.name}' within the ${drainDelaySeconds} s before its drain`,
    remedy: roomFor(workload, { needs, gives, waits: [], property, longest: MAX_DRAIN_DELAY_SECONDS }),
  };
}

/** A step that may lack room. */
interface TightStep extends Pick<DrainStep, 'needs' | 'gives' | 'property'> {
  /** The part of the needs in which evictions wait for the budget. */
  readonly waits: readonly ChainTerm[];
  readonly longest: number | undefined;
}

/** Tells how a step gets room: by pods that end sooner, by a longer time of the pool, or by both kinds. */
function roomFor(workload: WorkloadSpec, { needs, gives, waits, property, longest }: TightStep): string {
  const needed = neededSeconds({ needs });
  if (property !== undefined && longest !== undefined && needed <= longest) {
    const sooner = waits.length > 0 ? ", raise 'maxUnavailable'" : '';
    return `shorten its members${sooner}, or raise '${property}' of the pool to ${needed}, or leave that out`;
  }
  const ways = joinWays(waysWithin(workload, { missing: needed - (longest ?? gives.seconds), waits }));
  return longest === undefined ? ways : `${ways}, because '${property}' is at most ${longest}`;
}

/** Ways in which pods leave sooner by some seconds. Members of a grace that is shorter than that cannot be shortened by so much. */
function waysWithin(
  workload: WorkloadSpec,
  { missing, waits }: { readonly missing: number; readonly waits: readonly ChainTerm[] },
): readonly string[] {
  const isShortenable = waits.length === 0 || missing < graceSecondsOf(workload);
  return [
    ...(isShortenable ? [`shorten its members by ${Math.max(0, missing)} s`] : []),
    ...(waits.length > 0 ? ["raise 'maxUnavailable'"] : []),
  ];
}

function joinWays(ways: readonly string[]): string {
  const last = ways.at(-1) ?? '';
  return ways.length < 2 ? last : `${ways.slice(0, -1).join(', ')}, or ${last}`;
}

function budgetTerms({ budgetSeconds }: EvictionTime): readonly ChainTerm[] {
  return budgetSeconds > 0 ? [term('waits for the budget', budgetSeconds)] : [];
}

/** The grace of a pod, by its parts where it is their sum. */
function graceTerms(workload: WorkloadSpec): readonly ChainTerm[] {
  const grace = graceSecondsOf(workload);
  const stop = stopOf(workload);
  if (stop === undefined || grace !== neededGraceSeconds(stop)) return [term('grace', grace)];
  const { endpointLagSeconds, drainSeconds, marginSeconds } = stop;
  return [term('endpoint lag', endpointLagSeconds), term('drain', drainSeconds), term('margin', marginSeconds)];
}
