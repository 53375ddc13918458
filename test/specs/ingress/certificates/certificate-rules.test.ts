import type { GclbInput } from '../../../../lib/specs/ingress/google/google-ingress-input';
import type { CertificateInput } from '../../../../lib/specs/ingress/ingress-input';
import { ingressCluster, ingressInput, trafficDaemon } from '../../../fixtures/ingress-environment';
import { judgeEnvironment, judgeIngress } from '../judge-ingress';

const HOST = 'chat.stream.example.com';
const MAP_ID = 'projects/example-streaming/locations/global/certificates/chat';
const LIST_ID = 'projects/example-streaming/global/sslCertificates/chat';

function certificate(overrides: Partial<CertificateInput> = {}): CertificateInput {
  return { name: 'chat', hosts: [HOST], from: { kind: 'managed' }, ...overrides };
}

function judge(
  certificates: readonly CertificateInput[],
  certificateStore: NonNullable<GclbInput['certificateStore']> = 'map',
): readonly string[] {
  return judgeIngress({ certificates, balancer: { kind: 'gclb', certificateStore } });
}

const existing = (id: string, name = 'chat') => certificate({ name, from: { kind: 'existing', id } });
const alone = (certificates: readonly CertificateInput[]) =>
  judgeEnvironment({
    ingress: [ingressInput({ certificates })],
    clusters: [ingressCluster({ workloads: [trafficDaemon()] })],
  });

test.each([
  ['a managed certificate of the map', judge([certificate()])],
  ['a wildcard of the map', judge([certificate({ hosts: ['*.stream.example.com'] })])],
  [
    'a wildcard beside one of its names',
    judge([certificate(), certificate({ name: 'all', hosts: ['*.stream.example.com'] })]),
  ],
  ['an existing certificate of the map', judge([existing(MAP_ID)])],
  ['a managed certificate of the classic list', judge([certificate()], 'classic-list')],
  ['an existing certificate of the classic list', judge([existing(LIST_ID)], 'classic-list')],
  ['a managed certificate in both places', judge([certificate()], 'migrating')],
  ['an existing certificate in each place', judge([existing(LIST_ID), existing(MAP_ID, 'chat-map')], 'migrating')],
  ['certificates of a balancer before its services', alone([certificate()])],
])('accepts %s', (_, lines) => {
  expect(lines).toEqual([]);
});

const OWN = "ingress 'public' > certificate 'chat': ";
const ALL = "ingress 'public': ";
const many = Array.from({ length: 16 }, (_, index) =>
  certificate({ name: `c${index}`, hosts: index === 0 ? [HOST] : [`h${index}.stream.example.com`] }),
);

test.each([
  [
    'a name that is no DNS label',
    judge([certificate({ name: 'chat.de' })]),
    "ingress 'public' > certificate 'chat.de': ",
    "'name' must be a DNS label: lower-case letters, digits and dashes, beginning with a letter and not ending with a dash, got 'chat.de'; choose such a name",
  ],
  [
    'a name that leaves no room for a hash',
    judge([certificate({ name: 'c'.repeat(40) })]),
    `ingress 'public' > certificate '${'c'.repeat(40)}': `,
    "'name' must leave '<ingress>-<certificate><hash>' at most 63 characters, the limit of a certificate of Google Cloud: 16 + 1 + 40 + 7 = 64, got 'cccccccccccccccccccccccccccccccccccccccc'; shorten the name of the ingress or the certificate by 1",
  ],
  [
    'a certificate without names',
    judge([certificate(), certificate({ name: 'none', hosts: [] })]),
    "ingress 'public' > certificate 'none': ",
    "'hosts' must hold at least one name, got []; state the names that it covers",
  ],
  [
    'a name twice',
    judge([certificate({ hosts: [HOST, HOST] })]),
    OWN,
    "'hosts' must name every host once, got 'chat.stream.example.com'; remove or rename one of them",
  ],
  [
    'a wildcard of two levels',
    judge([certificate({ hosts: [HOST, '*.*.example.com'] })]),
    OWN,
    "'hosts[1]' must be a host name, or '*.' and a host name for the names one label below it, got '*.*.example.com'; write it as 'chat.example.com' or '*.example.com'",
  ],
  [
    'a wildcard of a whole domain',
    judge([certificate({ hosts: [HOST, '*.com'] })]),
    OWN,
    "'hosts[1]' must be a host name, or '*.' and a host name for the names one label below it, got '*.com'; write it as 'chat.example.com' or '*.example.com'",
  ],
  [
    'a certificate that covers no host',
    judge([certificate(), certificate({ name: 'old', hosts: ['old.stream.example.com'] })]),
    "ingress 'public' > certificate 'old': ",
    '\'hosts\' must cover a host of the ingress, got ["old.stream.example.com"]; remove the certificate, or add it together with the host; one deploy makes both',
  ],
  [
    'two certificates of one name',
    judge([certificate(), certificate({ hosts: [HOST, 'b.stream.example.com'] })]),
    ALL,
    "'certificates' must name every certificate once, got 'chat'; remove or rename one of them",
  ],
  [
    'one name in five certificates',
    judge(['chat', 'b', 'c', 'd', 'e'].map((name) => certificate({ name }))),
    ALL,
    "'certificates' must hold every name in 4 certificates at most, but 'chat' and 'b' and 'c' and 'd' and 'e' hold this one, got 'chat.stream.example.com'; remove it from one of them",
  ],
  [
    'a Secret of a cluster',
    judge([certificate(), certificate({ name: 'secret', from: { kind: 'secret', name: 'tls' } })]),
    "ingress 'public' > certificate 'secret': ",
    "'from.kind' must not be 'secret' for a 'gclb', which ends TLS itself and reads no Secret of a cluster, got 'secret'; use 'managed', or 'existing' for one that is in Google Cloud",
  ],
  [
    'the name of an existing certificate',
    judge([existing('chat')]),
    OWN,
    "'from.id' must be 'projects/<project>/locations/global/certificates/<name>', an id in the place of the balancer's certificates, got 'chat'; write the path of the certificate; 'balancer.certificateStore' decides the place",
  ],
  [
    'an id of the classic list in the map',
    judge([existing(LIST_ID)]),
    OWN,
    "'from.id' must be 'projects/<project>/locations/global/certificates/<name>', an id in the place of the balancer's certificates, got 'projects/example-streaming/global/sslCertificates/chat'; write the path of the certificate; 'balancer.certificateStore' decides the place",
  ],
  [
    'an id of the map in the classic list',
    judge([existing(MAP_ID)], 'classic-list'),
    OWN,
    "'from.id' must be 'projects/<project>/global/sslCertificates/<name>', an id in the place of the balancer's certificates, got 'projects/example-streaming/locations/global/certificates/chat'; write the path of the certificate; 'balancer.certificateStore' decides the place",
  ],
  [
    'an id of a certificate of a region',
    judge([existing(MAP_ID.replace('global', 'europe-west4'))]),
    OWN,
    "'from.id' must be 'projects/<project>/locations/global/certificates/<name>', an id in the place of the balancer's certificates, got 'projects/example-streaming/locations/europe-west4/certificates/chat'; write the path of the certificate; 'balancer.certificateStore' decides the place",
  ],
  [
    'a managed wildcard of the classic list',
    judge([certificate({ hosts: ['*.stream.example.com'] })], 'classic-list'),
    OWN,
    "'hosts' must hold no wildcard for a managed certificate of the classic list, which is issued by a request to the name, got '*.stream.example.com'; name every host, or use the store 'map'",
  ],
  [
    'a managed wildcard while the list still serves',
    judge([certificate({ hosts: ['*.stream.example.com'] })], 'migrating'),
    OWN,
    "'hosts' must hold no wildcard for a managed certificate of the classic list, which is issued by a request to the name, got '*.stream.example.com'; name every host, or use the store 'map'",
  ],
  [
    'sixteen certificates of the classic list',
    judge(many, 'classic-list'),
    ALL,
    "'certificates' must hold at most 15 certificates in the classic list, the limit of a Google balancer, got 16; use the store 'map', to which the store 'migrating' leads without a gap",
  ],
  [
    'a managed certificate outside of the zone of its records',
    judgeIngress({
      certificates: [certificate({ hosts: [HOST, 'chat.example.org'] })],
      dns: { kind: 'cloud-dns', managedZone: 'stream' },
    }),
    OWN,
    "'hosts' must be within the zone 'stream.example.com', because the records that prove it are written there, got 'chat.example.org'; cover it by an existing certificate, or state { kind: 'elsewhere' } as 'dns'",
  ],
])('refuses %s', (_, lines, subject, message) => {
  expect(lines).toContain(`${subject}${message}`);
});

test('a certificate that cannot stand where the balancer looks is refused alone, without its hosts', () => {
  expect(judge([existing(LIST_ID)])).toHaveLength(1);
  expect(judge([existing('chat')])).toHaveLength(1);
});

test('no certificate is refused once for the ingress and once for the host', () => {
  expect(judge([])).toEqual([
    "ingress 'public': 'certificates' must hold at least one certificate, got []; add one, as { name: 'main', hosts: ['*.example.com'], from: { kind: 'managed' } }",
    "cluster 'main' > workload 'chat': 'hosts[0].host' must be covered by a certificate of the ingress 'public', got 'chat.stream.example.com'; add the name to a certificate; a wildcard covers the names one label below it, and no others",
  ]);
});

test('sixteen certificates are accepted in the map', () => {
  expect(alone(many)).toEqual([]);
});

test('a host is covered in both places of a migration', () => {
  expect(judge([existing(MAP_ID)], 'migrating')).toEqual([
    "cluster 'main' > workload 'chat': 'hosts[0].host' must be covered by a certificate of the ingress 'public' in the classic list, got 'chat.stream.example.com'; add the name to a certificate; a wildcard covers the names one label below it, and no others",
  ]);
});

test('one name in too many managed certificates is reported in each place that is filled', () => {
  const five = ['chat', 'b', 'c', 'd', 'e'].map((name) => certificate({ name }));
  expect(judge(five, 'migrating')).toHaveLength(2);
  expect(judge(five.slice(0, 4), 'migrating')).toEqual([]);
});
