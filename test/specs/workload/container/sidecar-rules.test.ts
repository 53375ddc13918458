import type { SidecarInput } from '../../../../lib/specs/workload/container/container-input';
import { AT, judgeService } from '../judge-service';

const SIDECAR: SidecarInput = {
  name: 'proxy',
  image: 'registry.example.com/proxy:3.2.1',
  cpu: '100m',
  memory: '64Mi',
};

const judge = (...sidecars: readonly Partial<SidecarInput>[]) =>
  judgeService({ sidecars: sidecars.map((sidecar) => ({ ...SIDECAR, ...sidecar })) });

test('sidecars with names and ports of their own are accepted, a folder at /config too', () => {
  expect(judge({ port: 9000, writable: [{ path: '/config', size: '8Mi' }] }, { name: 'logs', port: 9001 })).toEqual([]);
});

test.each<[string, readonly Partial<SidecarInput>[], readonly string[]]>([
  [
    'two sidecars of one name',
    [{}, {}],
    [`'sidecars' must name every sidecar once, got 'proxy'; remove or rename one of them`],
  ],
  [
    'a name that is no DNS label',
    [{ name: 'Proxy' }],
    [
      `'sidecars[0].name' must be a DNS label: lower-case letters, digits and dashes, beginning with a letter and not ending with a dash, got 'Proxy'; choose such a name`,
    ],
  ],
  [
    "the name of the service's own container",
    [{ name: 'service' }],
    [
      `'sidecars[0].name' must not be 'service' or 'tuned-gate', which are containers of keelson's own, got 'service'; rename the sidecar`,
    ],
  ],
  [
    'the name of the gate',
    [{ name: 'tuned-gate' }],
    [
      `'sidecars[0].name' must not be 'service' or 'tuned-gate', which are containers of keelson's own, got 'tuned-gate'; rename the sidecar`,
    ],
  ],
  [
    'an image without a version',
    [{ image: 'proxy' }],
    [
      `'sidecars[0].image' must name a version: a tag other than 'latest', or a digest, got 'proxy'; append the version: an image without one may be another image on every node`,
    ],
  ],
  [
    'a folder of the kernel',
    [{ writable: [{ path: '/sys', size: '8Mi' }] }],
    [
      `'sidecars[0].writable[0].path' must be outside of /sys, which belongs to the kernel or to the container runtime, got '/sys'; choose another folder`,
    ],
  ],
  [
    'the port of the service',
    [{ port: 8080 }],
    [
      `'sidecars[0].port' must differ from 'container.port', because the containers of a pod share one network, got 8080; choose another port`,
    ],
  ],
  [
    'the port of another sidecar',
    [{ port: 9000 }, { name: 'logs', port: 9000 }],
    [
      `'sidecars[1].port' must differ from 'sidecars[0].port', because the containers of a pod share one network, got 9000; choose another port`,
    ],
  ],
])('%s is refused', (_, sidecars, messages) => {
  expect(judge(...sidecars)).toEqual(messages.map((message) => `${AT}${message}`));
});

test("the port of health or metrics is the service container's and no sidecar's", () => {
  const sidecars = [
    { ...SIDECAR, port: 9090 },
    { ...SIDECAR, name: 'logs', port: 8081 },
  ];
  const health = { kind: 'http', ready: '/readyz', port: 8081 } as const;
  expect(judgeService({ sidecars, health, metrics: { port: 9090 } })).toEqual([
    `${AT}'sidecars[0].port' must differ from 'metrics.port', because the containers of a pod share one network, got 9090; leave it out where the sidecar answers there itself, or choose another port`,
    `${AT}'sidecars[1].port' must differ from 'health.port', because the containers of a pod share one network, got 8081; leave it out where the sidecar answers there itself, or choose another port`,
  ]);
});
