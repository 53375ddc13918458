import { type ChainTerm, neededSeconds, slackSeconds } from '../../../analysis/drain-chain';
import type { AwsNodePoolSpec, NodePoolSpec } from '../../pool/node-pool-spec';
import { undrainedStop } from '../../pool/undrained-stop';
import { MAX_DRAIN_DELAY_SECONDS } from '../../reboots/reboot-fields';
import type { CoordinatedReboots } from '../../reboots/reboot-schedule';
import { neededGraceSeconds } from '../../workload/shutdown/shutdown-spec';
import { isService, type WorkloadSpec } from '../../workload/workload-spec';
import type { DrainStep } from './drain-chain';
import { evictionTime, graceSecondsOf, LABEL_LAG_SECONDS } from './node-drain';
import { HANDLER_LAG_SECONDS } from './terminate-hook';

/** Seconds until a drain that waits for a pod has seen that the pod has ended. */
const LAST_LOOK_SECONDS = 5;

/** A workload on a pool whose node goes. */
export interface LeavingPods {
  readonly workload: WorkloadSpec;
  readonly pool: NodePoolSpec;
}

/** The steps within the pod: the process ends its connections before the kubelet kills it. None for pods that keelson does not write. */
export function podSteps(workload: WorkloadSpec): readonly DrainStep[] {
  if (!isService(workload)) return [];
  const { endpointLagSeconds, drainSeconds, graceSeconds } = workload.shutdown;
  const needs = [term('endpoint lag', endpointLagSeconds), term('drain', drainSeconds)];
  return [
    {
      name: 'grace',
      needs,
      gives: term('grace of the pod', graceSeconds),
      rule: `end within its grace of ${graceSeconds} s`,
      remedy: "raise 'shutdown.graceSeconds', or leave it out",
    },
  ];
}

/** The step of pods that the shutdown of their node ends, or the notice of a spot machine; none where a drain moves them first. */
export function undrainedSteps({ workload, pool }: LeavingPods): readonly DrainStep[] {
  const stop = undrainedStop(pool, { isDaemon: workload.kind === 'daemon', isCritical: false });
  if (stop === undefined) return [];
  const { seconds, giver, sum, reason, remedy } = stop;
  const grace = graceSecondsOf(workload);
  return [
    {
      name: 'node',
      needs: graceTerms(workload),
      gives: term(giver, seconds),
      rule: `end within the ${seconds} s that ${giver} gives pods of pool '${pool.name}' (${sum}): ${reason}`,
      remedy: `shorten its members by ${Math.max(0, grace - seconds)} s, or ${remedy(grace)}`,
    },
  ];
}

/** A drain within a time that somebody else gives: the hook of a group, EKS, GKE, or an autoscaler. */
export interface DrainLimit {
  readonly name: string;
  /** Seconds before the first pod is told. */
  readonly before: readonly ChainTerm[];
  readonly gives: ChainTerm;
  /** Whether the limit is on the whole drain, with its waits for budgets; otherwise it is on the grace of each pod. */
  readonly isWholeDrain: boolean;
  /** The rule, as text after the word "must". */
  readonly rule: string;
  /** Tells how the drain gets the seconds that it needs. */
  readonly remedy: (needed: number) => string;
}

/** The step of pods that a drain moves within a limit. */
export function drainStep({ workload }: LeavingPods, limit: DrainLimit): DrainStep {
  const { budgetSeconds } = evictionTime(workload);
  const waits = budgetSeconds > 0 ? [term('waits for the budget', budgetSeconds)] : [];
  const needs = limit.isWholeDrain
    ? [...limit.before, ...waits, ...graceTerms(workload), term('last look', LAST_LOOK_SECONDS)]
    : [...limit.before, ...graceTerms(workload)];
  const remedy = limit.remedy(neededSeconds({ needs }));
  return { name: limit.name, needs, gives: limit.gives, rule: limit.rule, remedy };
}

/** The terminate hook of a pool's groups. */
export function hookLimit(pool: AwsNodePoolSpec): DrainLimit | undefined {
  const { terminateHeartbeatSeconds: heartbeat } = pool.aws;
  if (heartbeat === undefined) return undefined;
  return {
    name: 'hook',
    before: [term('event lag', HANDLER_LAG_SECONDS)],
    gives: term('heartbeat of the hook', heartbeat),
    isWholeDrain: true,
    rule: `leave a node within the ${heartbeat} s for which the terminate hook of pool '${pool.name}' holds it`,
    remedy: (needed) =>
      `shorten its members, or raise 'aws.terminateHeartbeatSeconds' of the pool to ${needed}, or leave that out`,
  };
}

/** The drain of a coordinated reboot. */
export function rebootLimit(pool: NodePoolSpec, { drainTimeoutSeconds }: CoordinatedReboots): DrainLimit {
  return {
    name: 'drain',
    before: [],
    gives: term('timeout of the drain', drainTimeoutSeconds),
    isWholeDrain: true,
    rule: `end within the drain of pool '${pool.name}', which a reboot gives up after ${drainTimeoutSeconds} s`,
    remedy: (needed) =>
      `shorten its members, or raise 'reboots.drainTimeoutSeconds' of the pool to ${needed}, or leave that out`,
  };
}

/** The step of daemons that leave before a coordinated reboot. */
export function leavingStep({ workload, pool }: LeavingPods, { drainDelaySeconds }: CoordinatedReboots): DrainStep {
  const needs = [term('label lag', LABEL_LAG_SECONDS), ...graceTerms(workload)];
  const needed = neededSeconds({ needs });
  const longer = `shorten its members, or raise 'reboots.drainDelaySeconds' of the pool to ${needed}, or leave that out`;
  const shorter = `shorten its members by ${needed - MAX_DRAIN_DELAY_SECONDS} s`;
  return {
    name: 'leave',
    needs,
    gives: term('drain delay', drainDelaySeconds),
    rule: `leave a node of pool '${pool.name}' within the ${drainDelaySeconds} s before its drain`,
    remedy: needed > MAX_DRAIN_DELAY_SECONDS ? shorter : longer,
  };
}

/** Seconds with the name of what takes or gives them. */
export function term(what: string, seconds: number): ChainTerm {
  return { what, seconds };
}

/** Whether every need of a step has room. */
export function fits(step: DrainStep): boolean {
  return slackSeconds(step) >= 0;
}

/** The grace of a pod, by its parts where it is their sum. */
function graceTerms(workload: WorkloadSpec): readonly ChainTerm[] {
  const grace = graceSecondsOf(workload);
  if (!isService(workload) || grace !== neededGraceSeconds(workload.shutdown)) return [term('grace', grace)];
  const { endpointLagSeconds, drainSeconds, marginSeconds } = workload.shutdown;
  return [term('endpoint lag', endpointLagSeconds), term('drain', drainSeconds), term('margin', marginSeconds)];
}
