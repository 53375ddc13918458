import type { IngressDnsInput } from '../../../lib/specs/ingress/ingress-input';
import { edgeCluster, edgeProxy, hostedService, hostInput, publicIngress } from '../../fixtures/balancer-environment';
import { resourcesOf } from '../synthesize-google';
import { edgeOf } from './synthesize-edge';

const RECORD = 'google_dns_record_set';

const edgeWith = (dns: IngressDnsInput) =>
  edgeOf({
    clusters: [
      edgeCluster({ workloads: [edgeProxy(), hostedService('web', [hostInput('web', { wwwRedirect: true })])] }),
    ],
    ingress: [publicIngress({ dns }, { ipv6: true })],
  });

test('records in Cloud DNS are those of hosts in both families, and those that prove domains', () => {
  const edge = edgeWith({ kind: 'cloud-dns', managedZone: 'stream' });
  const records = resourcesOf(edge, RECORD);
  for (const record of records) expect(record).toMatchObject({ managed_zone: 'stream', ttl: 300 });
  const proofs = records.filter(({ name }) =>
    String(name).startsWith('${google_certificate_manager_dns_authorization'),
  );
  expect(proofs).toHaveLength(1);
  expect(
    records
      .filter((each) => !proofs.includes(each))
      .map(({ name, type }) => `${name} ${type}`)
      .sort(),
  ).toEqual([
    'web.stream.example.com. A',
    'web.stream.example.com. AAAA',
    'www.web.stream.example.com. A',
    'www.web.stream.example.com. AAAA',
  ]);
  expect(edge['output']).toBeUndefined();
});

test('records elsewhere are an output, the proofs of domains first', () => {
  const edge = edgeWith({ kind: 'elsewhere' });
  expect(resourcesOf(edge, RECORD)).toEqual([]);
  const value = edge['output']?.['dns-records-public']?.['value'] as unknown as readonly Record<string, string>[];
  expect(value.map(({ type }) => type)).toEqual([
    expect.stringMatching(/dns_resource_record\[0\]\.type/),
    'A',
    'AAAA',
    'A',
    'AAAA',
  ]);
  expect(value[1]).toEqual({
    name: 'web.stream.example.com.',
    type: 'A',
    data: expect.stringMatching(/^\$\{google_compute_global_address\..*\.address\}$/),
  });
});

test('a domain of two ingresses is proved in the zone that one of them names', () => {
  const other = publicIngress({ name: 'other', dns: { kind: 'cloud-dns', managedZone: 'stream' } });
  const records = resourcesOf(edgeOf({ ingress: [publicIngress(), other] }), RECORD);
  expect(records.map((record) => record['managed_zone'])).toEqual(['stream']);
});
