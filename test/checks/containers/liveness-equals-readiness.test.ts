import { livenessEqualsReadiness } from '../../../lib/checks/containers/liveness-equals-readiness';
import { linesOf } from '../../fixtures/judged-objects';
import { manifest } from '../../fixtures/manifests';

type Probe = Readonly<Record<string, unknown>>;

const PORTS = { ports: [{ name: 'http', containerPort: 8080 }] };

const said = (livenessProbe: Probe, readinessProbe: Probe, annotations: Readonly<Record<string, string>> = {}) =>
  linesOf(livenessEqualsReadiness, [manifest({ annotations, container: { ...PORTS, livenessProbe, readinessProbe } })]);

const finding = (handler: string, times = '30 s and 30 s') =>
  `warning: Deployment 'shop/api': container 'api' is restarted by the same probe that takes it out of service (${handler}), after ${times}: under too much load all its pods are restarted one after the other; leave 'livenessProbe' out, give it a handler that needs nothing but the process, or let it fail later`;

it.each<[string, Probe, Probe, string]>([
  [
    'HTTP, with a port by name and by number',
    { httpGet: { path: '/ready', port: 'http' } },
    { httpGet: { path: '/ready', port: 8080, scheme: 'HTTP' } },
    'http://:8080/ready',
  ],
  ['HTTP without a path', { httpGet: { port: 8080 } }, { httpGet: { path: '/', port: 8080 } }, 'http://:8080/'],
  ['TCP', { tcpSocket: { port: 'http' } }, { tcpSocket: { port: 8080 } }, 'tcp :8080'],
  ['gRPC', { grpc: { port: 9000 } }, { grpc: { port: 9000, service: '' } }, 'grpc :9000/'],
  ['a command', { exec: { command: ['ok'] } }, { exec: { command: ['ok'] } }, 'exec ["ok"]'],
])('warns of a pair of probes that is equal by %s', (_, liveness, readiness, handler) => {
  expect(said(liveness, readiness)).toEqual([finding(handler)]);
});

const ready = { httpGet: { path: '/ready', port: 'http' } };

it('warns of a liveness probe that fails sooner', () => {
  expect(said({ ...ready, periodSeconds: 5, failureThreshold: 2 }, ready)).toEqual([
    finding('http://:8080/ready', '10 s and 30 s'),
  ]);
});

it.each<[string, Probe, Probe]>([
  ['another path', { httpGet: { path: '/alive', port: 'http' } }, ready],
  ['another port', { httpGet: { path: '/ready', port: 9090 } }, ready],
  ['another scheme', { httpGet: { path: '/ready', port: 'http', scheme: 'HTTPS' } }, ready],
  ['another kind', { tcpSocket: { port: 'http' } }, ready],
  ['another command', { exec: { command: ['a', 'b'] } }, { exec: { command: ['a b'] } }],
  ['the same handler that fails later', { ...ready, failureThreshold: 6 }, ready],
  ['no readiness probe beside it', ready, {}],
])('accepts a liveness probe with %s', (_, liveness, readiness) => {
  expect(said(liveness, readiness)).toEqual([]);
});

it('is suppressed by an annotation with a reason', () => {
  expect(said(ready, ready, { 'keelson.dev/ignore-liveness-equals-readiness': 'the vendor wants it' })).toEqual([
    expect.stringMatching(/^suppressed \(the vendor wants it\)/),
  ]);
});
