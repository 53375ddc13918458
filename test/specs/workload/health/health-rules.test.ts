import type { HealthInput } from '../../../../lib/specs/workload/health/health-input';
import type { WorkloadInput } from '../../../../lib/specs/workload/workload-input';
import { CONTAINER } from '../../../fixtures/service-input';
import { AT, judgeService } from '../judge-service';

const grpc = { ...CONTAINER, protocol: 'grpc' } as const;

test.each<[string, Partial<WorkloadInput>]>([
  ['a path with a query', { health: { kind: 'http', ready: '/ready?deep=no', alive: '/alive' } }],
  ['gRPC on a port that speaks gRPC', { container: grpc, health: { kind: 'grpc', ready: '' } }],
  ['gRPC on a port of its own', { health: { kind: 'grpc', ready: 'shop.Cart', alive: '', port: 9000 } }],
  [
    'HTTP on a port of its own beside gRPC',
    { container: grpc, health: { kind: 'http', ready: '/readyz', port: 9000 } },
  ],
  ['connections', { health: { kind: 'tcp' } }],
  ['a command', { health: { kind: 'exec', command: ['/bin/check', ''] } }],
  ['no health with a reason', { health: { kind: 'none', because: 'it answers nobody' } }],
  ['metrics on the port of the service', { metrics: {} }],
])('%s is accepted', (_, overrides) => {
  expect(judgeService(overrides)).toEqual([]);
});

test('a container without health is refused', () => {
  const { health: _, ...rest } = { health: undefined };
  expect(judgeService({ ...rest, health: undefined as unknown as HealthInput })).toEqual([
    `${AT}'health' must be stated with 'container', got nothing; state the path that answers while the pod can take requests, or { kind: 'none', because: '…' }`,
  ]);
});

const PATH = "must begin with one '/' and hold no spaces and no '#'";

test.each<[string, HealthInput, string]>([
  [
    'a path without its slash',
    { kind: 'http', ready: 'readyz' },
    `'health.ready' ${PATH}, got 'readyz'; write it as '/readyz'`,
  ],
  [
    'a path that begins as an address, whose first part the kubelet would drop',
    { kind: 'http', ready: '//api/readyz' },
    `'health.ready' ${PATH}, got '//api/readyz'; write it as '/readyz'`,
  ],
  [
    'a path with a space',
    { kind: 'http', ready: '/is ready' },
    `'health.ready' ${PATH}, got '/is ready'; write it as '/readyz'`,
  ],
  [
    'a path of life with a fragment',
    { kind: 'http', ready: '/readyz', alive: '/alive#now' },
    `'health.alive' ${PATH}, got '/alive#now'; write it as '/readyz'`,
  ],
  [
    'a path of life that is the path of readiness',
    { kind: 'http', ready: '/readyz', alive: '/readyz' },
    `'health.alive' must differ from 'health.ready', because an overload would restart healthy pods, got '/readyz'; leave it out, or name one that answers as long as the process is alive`,
  ],
  [
    'a gRPC service of life that is the one of readiness',
    { kind: 'grpc', ready: '', alive: '', port: 9000 },
    `'health.alive' must differ from 'health.ready', because an overload would restart healthy pods, got ''; leave it out, or name one that answers as long as the process is alive`,
  ],
  [
    'gRPC on a port that speaks HTTP/1.1',
    { kind: 'grpc', ready: '' },
    `'health.port' must be a port of its own for gRPC, because 'container.port' speaks http1, got nothing; state the port of the health service, or 'grpc' as 'container.protocol'`,
  ],
  [
    'gRPC on the port that speaks HTTP/1.1, stated',
    { kind: 'grpc', ready: '', port: 8080 },
    `'health.port' must be a port of its own for gRPC, because 'container.port' speaks http1, got 8080; state the port of the health service, or 'grpc' as 'container.protocol'`,
  ],
  [
    'a command without a program',
    { kind: 'exec', command: [] },
    `'health.command' must begin with a program, got []; write the path of a program in the image, and its arguments as further words`,
  ],
  [
    'no health without a reason',
    { kind: 'none', because: ' ' },
    `'health.because' must give a reason, got ' '; write why a pod is ready as soon as its process runs`,
  ],
])('%s is refused', (_, health, message) => {
  expect(judgeService({ health })).toEqual([`${AT}${message}`]);
});

test('HTTP paths and metrics are refused on a port that speaks gRPC alone', () => {
  const health = { kind: 'http', ready: '/readyz' } as const;
  expect(judgeService({ container: grpc, health, metrics: { path: 'metrics' } })).toEqual([
    `${AT}'metrics.path' must begin with one '/' and hold no spaces, no '#' and no '?', got 'metrics'; write it as '/metrics'`,
    `${AT}'metrics.port' must be a port of its own for metrics, because 'container.port' speaks gRPC, got nothing; state the port on which the process answers HTTP/1.1`,
    `${AT}'health.port' must be a port of its own for HTTP paths, because 'container.port' speaks gRPC, got nothing; state the port on which the process answers HTTP/1.1`,
  ]);
});
