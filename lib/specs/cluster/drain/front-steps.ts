import {
  emptiedStep,
  forgottenStep,
  HARD_STOP,
  idleStep,
  proxySteps,
  registrationStep,
} from '../../../analysis/balancer-chain';
import { type ChainStep, neededSeconds, term } from '../../../analysis/drain-chain';
import { balancerTimesOf, minReadySecondsOf } from '../../ingress/balancer-times';
import type { DaemonTraffic } from '../../ingress/ingress-spec';
import { PROXY_KEEP_ALIVE_SECONDS } from '../../ingress/proxy-times';
import { PROXY_FORGETS } from '../../workload/shutdown/proxy-forgets';
import { MAX_ENDPOINT_LAG_SECONDS } from '../../workload/shutdown/shutdown-fields';
import { isService, type WorkloadSpec } from '../../workload/workload-spec';
import type { DrainEvent, DrainStep, FrontStep } from './drain-chain';
import { GRACE_REMEDY, graceRule } from './drain-steps';
import type { PodFront, ProxyFront } from './pod-front';

/** Step of a target that the balancer, or a proxy, forgets while it serves on. */
const FORGOTTEN = 'forgotten';

/** Pods that are told to end, with what sends them requests. */
interface FrontedPods {
  readonly workload: WorkloadSpec;
  readonly front: PodFront;
}

/** Steps between what sends requests and pods that are told to end: in a rollout, a drain, a reboot or the notice of a spot machine. */
export function frontSteps(event: DrainEvent, { workload, front }: FrontedPods): readonly FrontStep[] {
  if (front.kind === 'proxies') return forgottenByProxies(workload, front);
  const { traffic } = front;
  const registration = event === 'rollout' ? [registrationOf(traffic)] : [];
  return [forgottenByBalancer(traffic), idleOf(traffic), ...registration, ...stopOf(traffic)];
}

/**
 * Steps of proxies whose machine is taken out of its group, in a scale-in, an upgrade or a repair: the balancer sends their clients elsewhere, and
 * neither the kubelet nor the pod hears of it before the machine is told to shut down.
 */
export function emptiedSteps(traffic: DaemonTraffic): readonly FrontStep[] {
  // The rules of the ingress refuse a stated drain of the balancer that is shorter than its daemons need.
  return [emptiedStep(balancerTimesOf(traffic.ingress), traffic.daemon.shutdown), idleOf(traffic)];
}

function forgottenByBalancer({ daemon, ingress }: DaemonTraffic): DrainStep {
  const step = forgottenStep(balancerTimesOf(ingress), daemon.shutdown);
  return {
    ...step,
    rule: `let the balancer of ingress '${ingress.name}' forget a node within the ${lagOf(step)}, in which the proxy serves on`,
    remedy: longerLag(step, "shorten 'health' of the ingress"),
  };
}

/** Services of a cluster are found by their DNS names, so that a proxy sends requests until no answer names the pod. */
function forgottenByProxies(workload: WorkloadSpec, { daemons }: ProxyFront): readonly DrainStep[] {
  if (!isService(workload)) return [];
  const gives = term('endpoint lag', workload.shutdown.endpointLagSeconds);
  const step: ChainStep = { name: FORGOTTEN, needs: PROXY_FORGETS, gives };
  const names = daemons.map((each) => `'${each}'`).join(', ');
  const rule = `let the proxies of ${names} forget a pod within the ${lagOf(step)}, in which the pod serves on`;
  return [{ ...step, rule, remedy: `raise 'shutdown.endpointLagSeconds' to ${neededSeconds(step)}` }];
}

function lagOf({ gives }: ChainStep): string {
  return `endpoint lag of ${gives.seconds} s`;
}

function longerLag(step: ChainStep, otherwise: string): string {
  const needed = neededSeconds(step);
  return needed <= MAX_ENDPOINT_LAG_SECONDS
    ? `raise 'shutdown.endpointLagSeconds' to ${needed}, or ${otherwise}`
    : `${otherwise}, because 'shutdown.endpointLagSeconds' is at most ${MAX_ENDPOINT_LAG_SECONDS}`;
}

/** Both times are keelson's own, so that the step needs no rule. */
function idleOf({ ingress }: DaemonTraffic): ChainStep {
  return idleStep(balancerTimesOf(ingress), { keepAliveSeconds: PROXY_KEEP_ALIVE_SECONDS });
}

/** The time between two pods follows from the check, so that the step needs no rule. */
function registrationOf({ ingress }: DaemonTraffic): ChainStep {
  const times = balancerTimesOf(ingress);
  return registrationStep(times, { minReadySeconds: minReadySecondsOf(times) });
}

/** The hard stop of a proxy is its `drainSeconds`; after the endpoint lag it must come before the pod is killed. */
function stopOf({ daemon }: DaemonTraffic): readonly FrontStep[] {
  const { drainSeconds, endpointLagSeconds, graceSeconds } = daemon.shutdown;
  const steps = proxySteps({ drainSeconds, hardStopSeconds: drainSeconds, endpointLagSeconds, graceSeconds });
  return steps.map((step) =>
    step.name === HARD_STOP ? { ...step, rule: graceRule(graceSeconds), remedy: GRACE_REMEDY } : step,
  );
}
