import {
  hostedService,
  hostInput,
  ingressCluster,
  ingressEnvironment,
  ingressInput,
  secondIngressCluster,
  trafficDaemon,
} from '../../fixtures/ingress-environment';
import { problemsOf } from '../problems-of';

test('the smallest ingress with a host is accepted', () => {
  expect(problemsOf(ingressEnvironment())).toEqual([]);
});
