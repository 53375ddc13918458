import type { IngressDnsInput } from '../../../lib/specs/ingress/ingress-input';
import {
  edgeCluster,
  edgePool,
  edgeProxy,
  hostedService,
  hostInput,
  publicIngress,
} from '../../fixtures/balancer-environment';
import { googlePool } from '../../fixtures/google-environment';
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

describe('a host that moves to another ingress', () => {
  /** An environment of the ingresses `public` and `partners`, in which the host is one of the given ingress. */
  const edgeOfHost = (ingress: string, dns: IngressDnsInput) => {
    const daemon = { namespace: 'edge', name: 'partner-proxy', pools: ['edge-b'] };
    const other = hostInput('api', { ingress: 'partners' });
    const workloads = [
      edgeProxy(),
      edgeProxy(daemon),
      hostedService('web', [hostInput('web', { ingress, wwwRedirect: true })]),
      hostedService('chat', [hostInput('chat')]),
      hostedService('api', [other]),
    ];
    const backends = [{ cluster: 'main', workload: 'edge/partner-proxy' }];
    return edgeOf({
      clusters: [edgeCluster({ pools: [googlePool(), edgePool(), edgePool({ name: 'edge-b' })], workloads })],
      ingress: [publicIngress({ dns }), publicIngress({ name: 'partners', dns, backends })],
    });
  };

  test('keeps its records, in which the addresses alone are others', () => {
    const dns = { kind: 'cloud-dns', managedZone: 'stream' } as const;
    const [before, after] = ['public', 'partners'].map((name) => edgeOfHost(name, dns)['resource']?.[RECORD] ?? {});
    expect(Object.keys(after ?? {}).sort()).toEqual(Object.keys(before ?? {}).sort());
    const moved = Object.entries(before ?? {}).flatMap(([id, record]) => {
      const next = after?.[id] ?? {};
      const differing = Object.keys(next).filter(
        (key) => key !== '//' && JSON.stringify(next[key]) !== JSON.stringify(record[key]),
      );
      return differing.length === 0 ? [] : [[record['name'], differing, next['rrdatas']]];
    });
    const address = [expect.stringContaining('google_compute_global_address.ingress-partners')];
    expect(moved).toEqual([
      ['web.stream.example.com.', ['rrdatas'], address],
      ['www.web.stream.example.com.', ['rrdatas'], address],
    ]);
  });

  test('keeps its records when its ingress gets another name', () => {
    const dns = { kind: 'cloud-dns', managedZone: 'stream' } as const;
    const idsOf = (name: string) => {
      const web = hostedService('web', [hostInput('web', { ingress: name })]);
      const clusters = [edgeCluster({ workloads: [edgeProxy(), web] })];
      return Object.keys(edgeOf({ clusters, ingress: [publicIngress({ name, dns })] })['resource']?.[RECORD] ?? {});
    };
    expect(idsOf('front')).toEqual(idsOf('public'));
    expect(idsOf('front')).toHaveLength(2);
  });

  test('moves from the output of one ingress to that of the other', () => {
    const namesOf = (ingress: string, output: string) => {
      const records = edgeOfHost(ingress, { kind: 'elsewhere' })['output']?.[output]?.['value'];
      return (records as unknown as readonly Record<string, string>[])
        .filter(({ type }) => type === 'A')
        .map(({ name }) => name);
    };
    const web = ['web.stream.example.com.', 'www.web.stream.example.com.'];
    expect(namesOf('public', 'dns-records-public')).toEqual(['chat.stream.example.com.', ...web]);
    expect(namesOf('partners', 'dns-records-public')).toEqual(['chat.stream.example.com.']);
    expect(namesOf('partners', 'dns-records-partners')).toEqual(['api.stream.example.com.', ...web]);
  });
});
