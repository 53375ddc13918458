import {
  type BalancerTimes,
  balancerSteps,
  deregisteredStep,
  type ProxyTimes,
  proxySteps,
  registrationStep,
  type TargetTimes,
} from '../../lib/analysis/balancer-chain';
import { type ChainStep, fits, neededSeconds, slackSeconds, term } from '../../lib/analysis/drain-chain';
import { SeededRandom } from '../specs/mutations/seeded-random';

const BALANCER: BalancerTimes = {
  healthCheck: { intervalSeconds: 5, timeoutSeconds: 3, unhealthyThreshold: 2, healthyThreshold: 3 },
  propagationSeconds: 10,
  deregistrationSeconds: 30,
  idleSeconds: 60,
};
const TARGET: TargetTimes = {
  endpointLagSeconds: 23,
  drainSeconds: 30,
  graceSeconds: 60,
  keepAliveSeconds: 61,
  connectionAgeSeconds: 30,
  minReadySeconds: 28,
};
const PROXY: ProxyTimes = { drainSeconds: 20, hardStopSeconds: 20, endpointLagSeconds: 15, graceSeconds: 35 };

const inverted = (steps: readonly ChainStep[]) => steps.filter((step) => !fits(step)).map(({ name }) => name);

test('times that just fit leave no slack in any step', () => {
  const steps = [...balancerSteps(BALANCER, TARGET), registrationStep(BALANCER, TARGET), ...proxySteps(PROXY)];
  expect(steps.map((step) => [step.name, slackSeconds(step)])).toEqual([
    ['forgotten', 0],
    ['deregistration', 0],
    ['connection age', 0],
    ['idle', 0],
    ['registration', 0],
    ['proxy drain', 0],
    ['hard stop', 0],
  ]);
});

test.each<[string, Partial<TargetTimes>]>([
  ['forgotten', { endpointLagSeconds: 22 }],
  ['deregistration', { drainSeconds: 29 }],
  ['connection age', { connectionAgeSeconds: 31 }],
  ['idle', { keepAliveSeconds: 60 }],
])('a second less makes %s the only step that does not fit', (name, times) => {
  expect(inverted(balancerSteps(BALANCER, { ...TARGET, ...times }))).toEqual([name]);
});

test('a rollout that waits a second less outruns the balancer', () => {
  expect(inverted([registrationStep(BALANCER, { minReadySeconds: 27 })])).toEqual(['registration']);
});

test.each<[string, Partial<ProxyTimes>]>([
  ['proxy drain', { drainSeconds: 21 }],
  ['hard stop', { graceSeconds: 34 }],
])('a second too much makes %s the only step of a proxy that does not fit', (name, times) => {
  expect(inverted(proxySteps({ ...PROXY, ...times }))).toEqual([name]);
});

test('a target without an age of connections has no step for it', () => {
  const { connectionAgeSeconds: _, ...ageless } = TARGET;
  expect(balancerSteps(BALANCER, ageless).map(({ name }) => name)).toEqual(['forgotten', 'deregistration', 'idle']);
});

test('deregistration comes before everything else where Auto Scaling ends the instance, so that its delay is added', () => {
  const notice: ChainStep = { name: 'notice', needs: [term('grace', 40)], gives: term('the notice', 110) };
  const step = deregisteredStep(notice, BALANCER);
  expect(step.needs).toEqual([term('deregistration', 30), term('grace', 40)]);
  expect(slackSeconds(step)).toBe(40);
  expect(fits(deregisteredStep(notice, { ...BALANCER, deregistrationSeconds: 71 }))).toBe(false);
});

describe('with random numbers', () => {
  const random = new SeededRandom(7);
  const cases = Array.from({ length: 2000 }, () => {
    const balancer: BalancerTimes = {
      healthCheck: {
        intervalSeconds: 1 + random.below(30),
        timeoutSeconds: 1 + random.below(30),
        unhealthyThreshold: 2 + random.below(9),
        healthyThreshold: 2 + random.below(9),
      },
      propagationSeconds: random.below(30),
      deregistrationSeconds: random.below(3600),
      idleSeconds: 1 + random.below(4000),
    };
    const target: TargetTimes = {
      endpointLagSeconds: random.below(120),
      drainSeconds: random.below(3600),
      graceSeconds: 1 + random.below(4000),
      keepAliveSeconds: 1 + random.below(4000),
      connectionAgeSeconds: 10 + random.below(3600),
      minReadySeconds: random.below(300),
    };
    return { balancer, target };
  });

  test('a step fits exactly where its rule holds', () => {
    for (const { balancer, target } of cases) {
      const { healthCheck: check, propagationSeconds, deregistrationSeconds, idleSeconds } = balancer;
      const lag = check.timeoutSeconds + propagationSeconds;
      const holds = {
        forgotten: check.unhealthyThreshold * check.intervalSeconds + lag <= target.endpointLagSeconds,
        deregistration: deregistrationSeconds <= target.drainSeconds,
        'connection age': (target.connectionAgeSeconds ?? 0) <= deregistrationSeconds,
        idle: idleSeconds < target.keepAliveSeconds,
        registration: check.healthyThreshold * check.intervalSeconds + lag <= target.minReadySeconds,
      };
      const steps = [...balancerSteps(balancer, target), registrationStep(balancer, target)];
      expect(Object.fromEntries(steps.map((step) => [step.name, fits(step)]))).toEqual(holds);
    }
  });

  test('a longer time of the balancer never gives a step more slack', () => {
    for (const { balancer, target } of cases) {
      const longer = { ...balancer, propagationSeconds: balancer.propagationSeconds + 1 };
      const before = balancerSteps(balancer, target).map(neededSeconds);
      balancerSteps(longer, target).forEach((step, index) => {
        expect(neededSeconds(step)).toBeGreaterThanOrEqual(before[index] ?? 0);
      });
    }
  });
});
