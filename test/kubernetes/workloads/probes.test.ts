import type { HealthInput } from '../../../lib/specs/workload/health/health-input';
import { CONTAINER } from '../../fixtures/service-input';
import { podOf } from './service-objects';

/** The container that serves, without the members that are no probes. */
function probesOf(health: HealthInput, protocol: 'http1' | 'grpc' = 'http1') {
  const [container] = podOf({ container: { ...CONTAINER, protocol }, health }).containers;
  return {
    startupProbe: container?.startupProbe,
    readinessProbe: container?.readinessProbe,
    livenessProbe: container?.livenessProbe,
  };
}

const READY = { periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 };
const START = { periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 12 };

test('readiness alone makes a start and a readiness, and no container is started again', () => {
  const ask = { httpGet: { path: '/readyz', port: 'http' } };
  expect(probesOf({ kind: 'http', ready: '/readyz' })).toEqual({
    startupProbe: { ...ask, ...START },
    readinessProbe: { ...ask, ...READY },
    livenessProbe: undefined,
  });
});

test('with a path of life the start asks for life, because readiness may wait for others', () => {
  const alive = { httpGet: { path: '/healthz', port: 'http' } };
  expect(probesOf({ kind: 'http', ready: '/readyz', alive: '/healthz' })).toEqual({
    startupProbe: { ...alive, ...START },
    readinessProbe: { httpGet: { path: '/readyz', port: 'http' }, ...READY },
    livenessProbe: { ...alive, periodSeconds: 10, timeoutSeconds: 2, failureThreshold: 6 },
  });
});

test('the time to start is rounded up to whole questions', () => {
  const { startupProbe } = probesOf({ kind: 'http', ready: '/readyz', startupSeconds: 61 });
  expect(startupProbe?.failureThreshold).toBe(13);
});

test('a port of its own for health is a port of the container', () => {
  const health = { kind: 'http', ready: '/readyz', port: 8081 } as const;
  expect(probesOf(health).readinessProbe).toMatchObject({ httpGet: { port: 'health' } });
  expect(podOf({ health }).containers[0]?.ports).toEqual([
    { name: 'http', containerPort: 8080 },
    { name: 'health', containerPort: 8081 },
  ]);
});

test('one number is one port, whoever asks it, because the API server merges ports by their number', () => {
  const health = { kind: 'http', ready: '/readyz', port: 9090 } as const;
  expect(podOf({ health, metrics: { port: 9090 } }).containers[0]?.ports).toEqual([
    { name: 'http', containerPort: 8080 },
    { name: 'health', containerPort: 9090 },
  ]);
  const same = { kind: 'http', ready: '/readyz', port: 8080 } as const;
  expect(podOf({ health: same, metrics: { port: 8080 } }).containers[0]?.ports).toEqual([
    { name: 'http', containerPort: 8080 },
  ]);
  expect(probesOf(same).readinessProbe).toMatchObject({ httpGet: { port: 'http' } });
});

test('gRPC is asked by number, and an empty service is left out', () => {
  expect(probesOf({ kind: 'grpc', ready: '', alive: 'shop.Alive' }, 'grpc')).toMatchObject({
    readinessProbe: { grpc: { port: 8080 }, ...READY },
    livenessProbe: { grpc: { port: 8080, service: 'shop.Alive' } },
    startupProbe: { grpc: { port: 8080, service: 'shop.Alive' } },
  });
  expect(probesOf({ kind: 'grpc', ready: '' }, 'grpc').readinessProbe?.grpc).toEqual({ port: 8080 });
  expect(probesOf({ kind: 'grpc', ready: '', port: 9000 }).readinessProbe?.grpc).toEqual({ port: 9000 });
});

test('connections and commands make no probe of life', () => {
  expect(probesOf({ kind: 'tcp', port: 8081 })).toEqual({
    startupProbe: { tcpSocket: { port: 'health' }, ...START },
    readinessProbe: { tcpSocket: { port: 'health' }, ...READY },
    livenessProbe: undefined,
  });
  expect(probesOf({ kind: 'exec', command: ['/bin/check'] })).toEqual({
    startupProbe: { exec: { command: ['/bin/check'] }, ...START },
    readinessProbe: { exec: { command: ['/bin/check'] }, ...READY },
    livenessProbe: undefined,
  });
});

test('a service without health has no probes', () => {
  expect(probesOf({ kind: 'none', because: 'it answers nobody' })).toEqual({});
});
