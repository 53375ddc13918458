import fc from 'fast-check';
import type {
  ContainerInput,
  EnvValueInput,
  SidecarInput,
} from '../../../lib/specs/workload/container/container-input';
import type { HealthInput } from '../../../lib/specs/workload/health/health-input';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { unwritableText } from '../../../lib/values/manifest-text';

/** Texts that YAML readers take for something else, and any other text that the rules accept. */
const anyText = fc
  .oneof(
    fc.constantFrom(
      '',
      'yes',
      'No',
      'null',
      '~',
      '0x1F',
      '1e3',
      '0o17',
      '1_000',
      '12:30:45',
      '- a',
      'a: b',
      '#c',
      '&a',
      '=',
      '<<',
    ),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom('\n', '\t', ' ', ':', '"', "'", 'x', '\u00a0', '\ufeff', '\r'), maxLength: 20 }),
  )
  .filter((text) => unwritableText(text) === undefined);

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const size = fc.integer({ min: 1, max: 64 }).map((mebibytes) => `${mebibytes}Mi`);

const envValue: fc.Arbitrary<EnvValueInput> = fc.oneof(
  anyText,
  fc.record({ secret: word, key: word }),
  fc.record({ field: fc.constantFrom('metadata.name', 'spec.nodeName', 'status.podIP') }),
);

/** Up to three folders of different names. */
const writable = fc
  .array(fc.record({ size, memory: fc.boolean() }), { maxLength: 3 })
  .map((folders) => folders.map((folder, index) => ({ ...folder, path: `/data-${index}/x` })));

const base = {
  cpu: fc.constantFrom('10m', '0.25', '2', '7500m'),
  memory: fc.constantFrom('512Mi', '2Gi', '1.5Gi'),
  env: fc.dictionary(fc.stringMatching(/^[A-Z_][A-Z0-9_.-]{0,8}$/), envValue, { maxKeys: 4 }),
  writable,
  user: fc.integer({ min: 1, max: 65_535 }),
};

const optional = {
  scratch: fc.constantFrom('1Gi', '2Gi'),
  command: fc.array(anyText, { minLength: 1, maxLength: 3 }).map((rest) => ['/bin/app', ...rest]),
  args: fc.array(anyText, { minLength: 1, maxLength: 3 }),
};

const image = fc.constantFrom(
  'registry.example.com/shop/app:1.4.2',
  `registry.example.com:5000/app:1.4.2@sha256:${'a'.repeat(64)}`,
  `app@sha256:${'b'.repeat(64)}`,
);

const container: fc.Arbitrary<ContainerInput> = fc.record(
  {
    ...base,
    ...optional,
    image,
    port: fc.constant(8080),
    protocol: fc.constantFrom('http1', 'h2', 'websocket', 'tcp'),
    config: fc.dictionary(fc.stringMatching(/^[a-z][-._a-z0-9]{0,8}$/), anyText, { maxKeys: 3 }),
  },
  { requiredKeys: ['image', 'port', 'cpu', 'memory'] },
);

/** Up to three sidecars with names and ports of their own. */
const sidecars: fc.Arbitrary<readonly SidecarInput[]> = fc
  .array(
    fc.record(
      { ...base, ...optional, image, port: fc.boolean() },
      { requiredKeys: ['image', 'cpu', 'memory', 'port'] },
    ),
    { maxLength: 3 },
  )
  .map((all) =>
    all.map(({ port, ...sidecar }, index) => ({
      ...sidecar,
      name: `sidecar-${index}`,
      ...(port && { port: 9100 + index }),
    })),
  );

const startupSeconds = fc.integer({ min: 5, max: 3600 });
const port = fc.constantFrom(8080, 8081, 9090);

const health: fc.Arbitrary<HealthInput> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('http' as const),
      ready: fc.constant('/ready?a=1'),
      alive: fc.constant('/alive'),
      port,
      startupSeconds,
    },
    { requiredKeys: ['kind', 'ready'] },
  ),
  fc.record(
    {
      kind: fc.constant('grpc' as const),
      ready: fc.constantFrom('', 'shop.Cart'),
      alive: fc.constant('shop.Alive'),
      port: fc.constantFrom(8081, 9090),
      startupSeconds,
    },
    { requiredKeys: ['kind', 'ready', 'port'] },
  ),
  fc.record({ kind: fc.constant('tcp' as const), port, startupSeconds }, { requiredKeys: ['kind'] }),
  fc.record({ kind: fc.constant('exec' as const), command: fc.constant(['/bin/check', '']), startupSeconds }),
  fc.record({ kind: fc.constant('none' as const), because: fc.constant('it answers nobody') }),
);

const shutdown = fc.record(
  {
    endpointLagSeconds: fc.integer({ min: 0, max: 20 }),
    drainSeconds: fc.integer({ min: 1, max: 30 }),
    marginSeconds: fc.integer({ min: 1, max: 5 }),
    connectionMaxAgeSeconds: fc.integer({ min: 60, max: 3600 }),
  },
  { requiredKeys: ['drainSeconds'] },
);

/** Services that the rules accept, in the namespace `shop` and on the pool `general`. */
export const drawnServices: fc.Arbitrary<WorkloadInput> = fc.record(
  {
    name: fc.constant('cart'),
    namespace: fc.constant('shop'),
    kind: fc.constant('deployment' as const),
    pools: fc.constant(['general']),
    replicas: fc.integer({ min: 1, max: 3 }),
    container,
    health,
    shutdown,
    sidecars,
    metrics: fc.record({ port, path: fc.constant('/metrics') }, { requiredKeys: [] }),
    pullSecrets: fc.uniqueArray(word, { maxLength: 2 }),
    sysctls: fc.constant({ 'net.ipv4.ip_local_port_range': '1024 65535' }),
  },
  { requiredKeys: ['name', 'namespace', 'kind', 'pools', 'container', 'health', 'shutdown'] },
);
