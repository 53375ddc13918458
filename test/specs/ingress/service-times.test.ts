import type { IngressRoute } from '../../../lib/specs/ingress/ingress-spec';
import { servingClusters } from '../../../lib/specs/ingress/path-limits';
import { serviceTimes } from '../../../lib/specs/ingress/service-times';
import type { HostInput } from '../../../lib/specs/workload/hosts/host-input';
import { frontedEnvironment, resolvedUnjudged } from '../../fixtures/fronted-environment';

function routeOf(host: Partial<HostInput>, cluster: string): IngressRoute {
  const [route] = resolvedUnjudged(frontedEnvironment({ host })).ingress.flatMap(({ routes }) => routes);
  if (route === undefined) throw new Error('the environment must have a route');
  return { ...route, cluster };
}

test('the times of a set of clusters are the longest of its hosts, of websockets apart', () => {
  const routes = [
    routeOf({ timeouts: { responseSeconds: 120, socketSeconds: 80_000 } }, 'main'),
    routeOf({ protocol: 'websocket', timeouts: { responseSeconds: 10, socketSeconds: 7200 } }, 'main'),
    routeOf({}, 'east'),
  ];
  expect(serviceTimes({ routes }, ['main'])).toEqual({ responseSeconds: 120, socketSeconds: 7200 });
  expect(serviceTimes({ routes }, ['east'])).toEqual({ responseSeconds: 30, socketSeconds: 3600 });
  expect(serviceTimes({ routes: [] }, ['main'])).toEqual({ responseSeconds: 30, socketSeconds: 3600 });
});

test('the clusters of a host are those that serve it and have a backend', () => {
  const [ingress] = resolvedUnjudged(frontedEnvironment()).ingress;
  if (ingress === undefined) throw new Error('the environment must have an ingress');
  const routes = [routeOf({}, 'main'), routeOf({ paths: ['/live'] }, 'main'), routeOf({}, 'east')];
  expect(servingClusters({ ...ingress, routes }, 'player.stream.example.com')).toEqual(['main']);
  expect(servingClusters({ ...ingress, routes }, 'other.stream.example.com')).toEqual([]);
});
