import { type PodDraft, type PodPart, podProblems, podText } from '../../../fixtures/pod-workload';

const AT = 'podYaml.spec.containers[0]';

/** Problems of a pod whose first container has other fields. */
function judged(fields: PodPart): readonly string[] {
  return podProblems({ text: podText((pod: PodDraft) => void Object.assign(pod.spec.containers[0], fields)) });
}

test.each<[string, PodPart, string]>([
  [
    'without a handler',
    { livenessProbe: { periodSeconds: 5 } },
    `'${AT}.livenessProbe' must have exactly one handler: exec, grpc, httpGet, tcpSocket, got nothing; state one`,
  ],
  [
    'with two handlers',
    { readinessProbe: { exec: { command: ['a'] }, tcpSocket: { port: 8080 } } },
    `'${AT}.readinessProbe' must have exactly one handler: exec, grpc, httpGet, tcpSocket, got 'exec, tcpSocket'; keep one of them`,
  ],
  [
    'that asks a port which its container does not name',
    { livenessProbe: { tcpSocket: { port: 'htp' } } },
    `'${AT}.livenessProbe.tcpSocket.port' must name a port of its own container: http, got 'htp'; did you mean 'http'?`,
  ],
  [
    'whose port is a number in quotes',
    { livenessProbe: { httpGet: { path: '/a', port: '8080' } } },
    `'${AT}.livenessProbe.httpGet.port' must name a port of its own container: http, got '8080'; add it to the container's 'ports', or write its number`,
  ],
  [
    'without a port',
    { livenessProbe: { grpc: { service: 'a' } } },
    `'${AT}.livenessProbe.grpc.port' must be a port of 1 to 65535, or the name of one, got nothing; state it`,
  ],
  [
    'of a port that does not exist',
    { livenessProbe: { tcpSocket: { port: 99_999 } } },
    `'${AT}.livenessProbe.tcpSocket.port' must be a port of 1 to 65535, or the name of one, got 99999; state it`,
  ],
  [
    'with a scheme in small letters',
    { livenessProbe: { httpGet: { port: 8080, scheme: 'https' } } },
    `'${AT}.livenessProbe.httpGet.scheme' must be 'HTTP' or 'HTTPS', got 'https'; write it in capitals`,
  ],
  [
    'of life that wants two successes',
    { livenessProbe: { tcpSocket: { port: 8080 }, successThreshold: 2 } },
    `'${AT}.livenessProbe.successThreshold' must be 1 for this kind of probe, got 2; remove it`,
  ],
  [
    'with a negative number',
    { startupProbe: { tcpSocket: { port: 8080 }, timeoutSeconds: -1 } },
    `'${AT}.startupProbe.timeoutSeconds' must not be negative, got -1; correct it`,
  ],
])('refuses a probe %s', (_, fields, message) => {
  expect(judged(fields)).toEqual([message]);
});

test('refuses a hook without a handler', () => {
  expect(judged({ lifecycle: { postStart: {} } })).toEqual([
    `'${AT}.lifecycle.postStart' must have exactly one handler: exec, httpGet, sleep, tcpSocket, got nothing; state one`,
  ]);
});

test('refuses a wait that takes longer than the whole end of the pod, and accepts one as long', () => {
  const waiting = (seconds: number) =>
    podProblems({
      text: podText((pod) => {
        const [web] = pod.spec.containers;
        const own = { name: 'logs', ports: [], readinessProbe: undefined };
        pod.spec.containers.push({ ...web, ...own, lifecycle: { preStop: { sleep: { seconds } } } });
      }),
    });
  expect(waiting(40)).toEqual([]);
  expect(waiting(41)).toEqual([
    "'podYaml.spec.containers[1].lifecycle.preStop.sleep.seconds' must be 1 to 40, the seconds in which the pod has to end, got 41; lower it, or raise a member of 'shutdown'",
  ]);
});

test('refuses probes of an init container that ends before the others start, and accepts those of a sidecar', () => {
  const withInit = (fields: PodPart) =>
    podProblems({
      text: podText((pod) => {
        const [web] = pod.spec.containers;
        const own = { name: 'init', ports: [], readinessProbe: { tcpSocket: { port: 1 } } };
        Object.assign(pod.spec, { initContainers: [{ ...web, ...own, ...fields }] });
      }),
    });
  expect(withInit({ restartPolicy: 'Always' })).toEqual([]);
  expect(withInit({})).toEqual([
    `'podYaml.spec.initContainers[0].readinessProbe' must be absent for an init container without 'restartPolicy: Always', got {"tcpSocket":{"port":1}}; remove it, or state 'restartPolicy: Always' for a container that runs beside the others`,
  ]);
});

test('accepts a probe of every kind', () => {
  const every = {
    startupProbe: { exec: { command: ['/started'] }, failureThreshold: 30 },
    readinessProbe: { httpGet: { path: '/ready', port: 'http', scheme: 'HTTPS' }, successThreshold: 2 },
    livenessProbe: { grpc: { port: 9090 }, successThreshold: 1, timeoutSeconds: 0 },
    lifecycle: { postStart: { sleep: { seconds: 2 } } },
  };
  expect(judged(every)).toEqual([]);
});
