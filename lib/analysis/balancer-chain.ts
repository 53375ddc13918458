import { type ChainStep, type ChainTerm, term } from './drain-chain';

/** Times of a load balancer in seconds. */
export interface BalancerTimes {
  /** The check by which the balancer learns that a target leaves. */
  readonly healthCheck: {
    readonly intervalSeconds: number;
    readonly timeoutSeconds: number;
    /** Failed checks in a row until the balancer sends no new connections. */
    readonly unhealthyThreshold: number;
    /** Passed checks in a row until the balancer sends connections. */
    readonly healthyThreshold: number;
  };
  /** Until every part of the balancer knows what one of them has learnt. */
  readonly propagationSeconds: number;
  /** For which a target that is being deregistered keeps its connections. */
  readonly deregistrationSeconds: number;
  /** After which the balancer closes a connection that nobody uses. */
  readonly idleSeconds: number;
}

/** Times of what stands behind a balancer in seconds: of a pod, which is a proxy or the service itself. */
export interface TargetTimes {
  /** For which the pod serves on after it has begun to fail its health check. */
  readonly endpointLagSeconds: number;
  /** Within which the process ends its connections. */
  readonly drainSeconds: number;
  /** Until the pod is killed. */
  readonly graceSeconds: number;
  /** After which the process closes a connection that nobody uses. */
  readonly keepAliveSeconds: number;
  /** Age at which the process closes a connection that lives on; undefined where it closes none. */
  readonly connectionAgeSeconds?: number;
  /** For which a new pod must be ready until a rollout takes the next old one. */
  readonly minReadySeconds: number;
}

/** Times of the stop of a proxy in seconds. */
export interface ProxyTimes {
  /** Within which the proxy ends its connections. */
  readonly drainSeconds: number;
  /** After its order to stop, when the proxy closes what is left. */
  readonly hardStopSeconds: number;
  readonly endpointLagSeconds: number;
  readonly graceSeconds: number;
}

/** Name of the step in which a proxy closes what is left before its pod is killed. */
export const HARD_STOP = 'hard stop';

/** A second between two times of which one must be longer: at equal ones both sides close at once, and a request is lost. */
const STRICTLY_LONGER = term('margin', 1);

/**
 * Steps between a balancer and its targets that hold in every event. A target leaves by failing its health check, because nothing
 * deregisters it in a rollout, a drain or a reboot.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#deregistration-delay
 * @see https://cloud.google.com/load-balancing/docs/health-check-concepts
 */
export function balancerSteps(balancer: BalancerTimes, target: TargetTimes): readonly ChainStep[] {
  const { connectionAgeSeconds } = target;
  const age: readonly ChainStep[] =
    connectionAgeSeconds === undefined
      ? []
      : [
          {
            name: 'connection age',
            needs: [term('connection age', connectionAgeSeconds)],
            gives: term('deregistration', balancer.deregistrationSeconds),
          },
        ];
  return [
    forgottenStep(balancer, target),
    {
      name: 'deregistration',
      needs: [term('deregistration', balancer.deregistrationSeconds)],
      gives: term('drain', target.drainSeconds),
    },
    ...age,
    idleStep(balancer, target),
  ];
}

/** The step of a target that leaves by failing its health check: the balancer forgets it while it serves on. */
export function forgottenStep(balancer: BalancerTimes, target: Pick<TargetTimes, 'endpointLagSeconds'>): ChainStep {
  return {
    name: 'forgotten',
    needs: forgottenTerms(balancer),
    gives: term('endpoint lag', target.endpointLagSeconds),
  };
}

/** Times until a balancer sends nothing more to a target that has begun to fail its health check. */
export function forgottenTerms(balancer: BalancerTimes): readonly ChainTerm[] {
  return learningTerms(balancer, balancer.healthCheck.unhealthyThreshold);
}

/** The step of a connection that nobody uses: the balancer closes it before its target does. */
export function idleStep(balancer: BalancerTimes, target: Pick<TargetTimes, 'keepAliveSeconds'>): ChainStep {
  return {
    name: 'idle',
    needs: [term('idle time of the balancer', balancer.idleSeconds), STRICTLY_LONGER],
    gives: term('keep-alive of the target', target.keepAliveSeconds),
  };
}

/**
 * The step of a machine that is taken out of its group: the balancer waits for the requests under way before the machine is told to end, so
 * that they have the time that the target gives them where it is told itself.
 *
 * @see https://cloud.google.com/load-balancing/docs/enabling-connection-draining
 */
export function emptiedStep(balancer: BalancerTimes, target: Pick<TargetTimes, 'drainSeconds'>): ChainStep {
  return {
    name: 'emptied',
    needs: [term('drain', target.drainSeconds)],
    gives: term('drain of the balancer', balancer.deregistrationSeconds),
  };
}

/** The step of a rollout: a new target gets connections before the next old one goes, or the rollout outruns the balancer. */
export function registrationStep(balancer: BalancerTimes, target: Pick<TargetTimes, 'minReadySeconds'>): ChainStep {
  return {
    name: 'registration',
    needs: learningTerms(balancer, balancer.healthCheck.healthyThreshold),
    gives: term('ready before the next', target.minReadySeconds),
  };
}

/**
 * A step of an event in which Auto Scaling terminates the instance: it deregisters the target and waits before the instance is held by its
 * hook, so that the delay comes before everything else.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/attach-load-balancer-asg.html
 */
export function deregisteredStep<S extends ChainStep>(step: S, balancer: BalancerTimes): S {
  return { ...step, needs: [term('deregistration', balancer.deregistrationSeconds), ...step.needs] };
}

/** Steps within a proxy: its drain ends before its hard stop, and the hard stop comes before the pod is killed. */
export function proxySteps(proxy: ProxyTimes): readonly ChainStep[] {
  return [
    {
      name: 'proxy drain',
      needs: [term('proxy drain', proxy.drainSeconds)],
      gives: term('hard stop', proxy.hardStopSeconds),
    },
    {
      name: HARD_STOP,
      needs: [term('endpoint lag', proxy.endpointLagSeconds), term('hard stop', proxy.hardStopSeconds)],
      gives: term('grace of the proxy', proxy.graceSeconds),
    },
  ];
}

/** Seconds until all parts of a balancer know that a target changed: the checks in a row, the last of which runs into its timeout. */
function learningTerms(
  { healthCheck: { intervalSeconds, timeoutSeconds }, propagationSeconds }: BalancerTimes,
  checks: number,
): readonly ChainTerm[] {
  return [
    term(`${checks} health checks`, checks * intervalSeconds),
    term('timeout of a check', timeoutSeconds),
    term('propagation', propagationSeconds),
  ];
}
