import { type FrontedOverrides, frontedEnvironment } from '../../fixtures/fronted-environment';
import { problemsOf } from '../problems-of';

const found = (overrides: FrontedOverrides) => problemsOf(frontedEnvironment(overrides));

test('the environment that the tests of chains and paths change is accepted as a whole', () => {
  expect(found({})).toEqual([]);
});

test('a longer path than a host allows is refused with the environment, once', () => {
  expect(found({ host: { maxHops: 1 } })).toEqual([
    expect.stringMatching(
      /^environment 'streaming' > ingress 'public' > host 'player\.stream\.example\.com': 'maxHops' must allow the 2 hops to /,
    ),
  ]);
});

test('a chain that lacks time is refused at its workload, once', () => {
  expect(found({ daemon: { endpointLagSeconds: 26 } })).toEqual([
    expect.stringMatching(
      /^environment 'streaming' > cluster 'main' > workload 'edge-proxy': 'shutdown' must let the balancer/,
    ),
  ]);
  expect(found({ service: { shutdown: { endpointLagSeconds: 39 } } })).toEqual([
    expect.stringMatching(
      /^environment 'streaming' > cluster 'main' > workload 'player': 'shutdown' must let the proxies/,
    ),
  ]);
});

test('a drain of the balancer that is shorter than its daemons need is refused at the ingress, once', () => {
  expect(found({ balancer: { drainSeconds: 299 } })).toEqual([
    expect.stringMatching(/^environment 'streaming' > ingress 'public': 'balancer\.drainSeconds' must be at least/),
  ]);
});
