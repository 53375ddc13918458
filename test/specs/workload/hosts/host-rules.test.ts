import { hostInput } from '../../../fixtures/ingress-environment';
import { podText } from '../../../fixtures/pod-workload';
import { CONTAINER } from '../../../fixtures/service-input';
import { judgeHost, judgeService } from '../../ingress/judge-ingress';

const SERVICE = "cluster 'main' > workload 'chat': ";
const websocket = { container: { ...CONTAINER, protocol: 'websocket' }, shutdown: { drainSeconds: 60 } } as const;
const speaks = (protocol: 'http1' | 'h2' | 'grpc' | 'tcp') => ({ container: { ...CONTAINER, protocol } });

test.each([
  ['a name of the zone itself', judgeHost({ host: 'stream.example.com' })],
  ['websockets of a port that speaks them', judgeHost({ protocol: 'websocket' }, websocket)],
  ['plain requests of a port that speaks websockets too', judgeHost({ protocol: 'http1' }, websocket)],
  ['HTTP/2 of a port that speaks it', judgeHost({}, speaks('h2'))],
  [
    'HTTP/2 without gRPC of a port that speaks gRPC',
    judgeHost({ protocol: 'h2' }, { ...speaks('grpc'), health: { kind: 'grpc', ready: 'chat' } }),
  ],
  [
    'sockets as old as the service lets them grow',
    judgeHost({}, { ...websocket, shutdown: { drainSeconds: 60, connectionMaxAgeSeconds: 3600 } }),
  ],
])('accepts %s', (_, lines) => {
  expect(lines).toEqual([]);
});

const portless = podText((pod) => {
  const [web] = pod.spec.containers;
  delete web['ports'];
  delete web['readinessProbe'];
});

test.each([
  [
    'a host of a workload without containers',
    judgeService({ container: undefined, health: undefined }),
    "'hosts' must be absent without 'container' or 'podYaml', because the proxy would know no port of the pods, got [\"chat.stream.example.com\"]; state 'container', or remove them",
  ],
  [
    'a host of a port that speaks no HTTP',
    judgeHost({}, speaks('tcp')),
    "'hosts' must be absent with the protocol 'tcp', because a host is a part of HTTP, got [\"chat.stream.example.com\"]; state the protocol that the port speaks, or remove them",
  ],
  [
    'a host of a pod without a port',
    judgeService({ container: undefined, health: undefined, podYaml: { text: portless } }),
    '\'hosts\' must be absent for a pod without a TCP port, got ["chat.stream.example.com"]; name the port in the text of the pod, or remove them',
  ],
  [
    'a host twice',
    judgeService({ hosts: [hostInput(), hostInput({ paths: ['/a'] })] }),
    "'hosts' must name every host once, got 'chat.stream.example.com'; remove or rename one of them",
  ],
  [
    'a wildcard',
    judgeHost({ host: '*.stream.example.com' }),
    "'hosts[0].host' must be a host name: two or more labels with dots between them, of lower-case letters, digits and dashes, each at most 63 characters and 253 together, got '*.stream.example.com'; state each host by its name; wildcards are for certificates",
  ],
  [
    'websockets of a port without them',
    judgeHost({ protocol: 'websocket' }),
    "'hosts[0].protocol' must be 'http1', because the port of the pods speaks 'http1', got 'websocket'; leave it out, or correct the protocol of the port",
  ],
  [
    'HTTP/2 of a port that speaks HTTP/1.1',
    judgeHost({ protocol: 'h2' }),
    "'hosts[0].protocol' must be 'http1', because the port of the pods speaks 'http1', got 'h2'; leave it out, or correct the protocol of the port",
  ],
  [
    'a redirect to a name that begins with www',
    judgeHost({ host: 'www.stream.example.com', wwwRedirect: true }),
    "'hosts[0].wwwRedirect' must be false for a host that begins with 'www.' itself, got true; state the host 'stream.example.com' with the redirect, or leave it out",
  ],
  [
    'a life of sockets for a host without websockets',
    judgeHost({ timeouts: { socketSeconds: 60 } }),
    "'hosts[0].timeouts.socketSeconds' must be absent for a host without websockets, got 60; remove it, or state the protocol 'websocket'",
  ],
  [
    'sockets that live shorter than a response may take',
    judgeHost({ timeouts: { responseSeconds: 600, socketSeconds: 400 } }, websocket),
    "'hosts[0].timeouts.socketSeconds' must be at least 'timeouts.responseSeconds' (600), because a websocket begins with a response, got 400; raise it",
  ],
  [
    'sockets that the balancer cuts before the service ends them',
    judgeHost({ timeouts: { socketSeconds: 60 } }, websocket),
    "'hosts[0].timeouts.socketSeconds' must be at least 'shutdown.connectionMaxAgeSeconds' (300), the age at which the service closes a websocket itself: the balancer would cut it before, got 60; raise it, or lower 'shutdown.connectionMaxAgeSeconds'",
  ],
])('refuses %s', (_, lines, message) => {
  expect(lines).toEqual([`${SERVICE}${message}`]);
});
