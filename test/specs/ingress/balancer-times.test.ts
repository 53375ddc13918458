import { idleStep, registrationStep } from '../../../lib/analysis/balancer-chain';
import { fits, neededSeconds } from '../../../lib/analysis/drain-chain';
import { balancerTimesOf, minReadySecondsOf } from '../../../lib/specs/ingress/balancer-times';
import { PROXY_KEEP_ALIVE_SECONDS } from '../../../lib/specs/ingress/proxy-times';
import { PROXY_FORGETS, PROXY_FORGETS_SECONDS } from '../../../lib/specs/workload/shutdown/proxy-forgets';
import { type FrontedOverrides, frontedEnvironment, resolvedUnjudged } from '../../fixtures/fronted-environment';
import { SeededRandom } from '../mutations/seeded-random';

function ingressOf(overrides: FrontedOverrides = {}) {
  const [ingress] = resolvedUnjudged(frontedEnvironment(overrides)).ingress;
  if (ingress === undefined) throw new Error('the environment must have an ingress');
  return ingress;
}

test('a new pod is ready for as long as the balancer takes to send it requests', () => {
  // 2 checks, 5 seconds apart, the timeout of one and the propagation.
  expect(minReadySecondsOf(balancerTimesOf(ingressOf()))).toBe(2 * 5 + 2 + 15);
  const health = { intervalSeconds: 10, timeoutSeconds: 4, healthyAfter: 3 };
  expect(minReadySecondsOf(balancerTimesOf(ingressOf({ health })))).toBe(3 * 10 + 4 + 15);
});

test('whatever the health check, the rollout waits for the balancer, and the proxy keeps a connection for longer than it', () => {
  const random = new SeededRandom(5);
  for (let round = 0; round < 200; round += 1) {
    const health = {
      intervalSeconds: 1 + random.below(300),
      timeoutSeconds: 1 + random.below(300),
      healthyAfter: 1 + random.below(10),
      unhealthyAfter: 1 + random.below(10),
    };
    const times = balancerTimesOf(ingressOf({ health }));
    expect(fits(registrationStep(times, { minReadySeconds: minReadySecondsOf(times) }))).toBe(true);
    expect(fits(idleStep(times, { keepAliveSeconds: PROXY_KEEP_ALIVE_SECONDS }))).toBe(true);
  }
});

test('a proxy forgets a pod after its endpoints, the DNS answer and its own hold', () => {
  expect(PROXY_FORGETS.map(({ seconds }) => seconds)).toEqual([5, 30, 5]);
  expect(PROXY_FORGETS_SECONDS).toBe(neededSeconds({ needs: PROXY_FORGETS }));
});
