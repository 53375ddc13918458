import type { GclbInput } from '../../../lib/specs/ingress/google/google-ingress-input';
import type { CertificateInput } from '../../../lib/specs/ingress/ingress-input';
import { publicIngress } from '../../fixtures/balancer-environment';
import { resourceOf, resourcesOf } from '../synthesize-google';
import { edgeOf } from './synthesize-edge';

const CERTIFICATE = 'google_certificate_manager_certificate';
const ENTRY = 'google_certificate_manager_certificate_map_entry';
const MAP = 'google_certificate_manager_certificate_map';
const AUTHORIZATION = 'google_certificate_manager_dns_authorization';
const CLASSIC = 'google_compute_managed_ssl_certificate';
const PROXY = 'google_compute_target_https_proxy';

type Store = NonNullable<GclbInput['certificateStore']>;

const managed = (name: string, ...hosts: readonly string[]): CertificateInput => ({
  name,
  hosts,
  from: { kind: 'managed' },
});

const existing = (name: string, id: string, ...hosts: readonly string[]): CertificateInput => ({
  name,
  hosts,
  from: { kind: 'existing', id },
});

const STREAM = managed('stream', 'stream.example.com', '*.stream.example.com');
const CHAT = managed('chat', 'chat.stream.example.com');

const edgeWith = (certificates: readonly CertificateInput[], certificateStore: Store = 'map') =>
  edgeOf({ ingress: [publicIngress({ certificates }, { certificateStore })] });

const entriesOf = (certificates: readonly CertificateInput[]) =>
  resourcesOf(edgeWith(certificates), ENTRY).map((entry) => [
    entry['hostname'] ?? entry['matcher'],
    (entry['certificates'] as readonly string[]).map((each) => /certificate-(\w+)_/.exec(each)?.[1] ?? each),
  ]);

describe('certificates in a map', () => {
  test('are in a map from the first one on, which the proxy names by its full reference', () => {
    const edge = edgeWith([CHAT]);
    const [id] = Object.keys(edge['resource']?.[MAP] ?? {});
    expect(resourceOf(edge, PROXY)['certificate_map']).toBe(`//certificatemanager.googleapis.com/\${${MAP}.${id}.id}`);
    expect(resourceOf(edge, PROXY)).not.toHaveProperty('ssl_certificates');
    expect(resourcesOf(edge, CLASSIC)).toEqual([]);
  });

  test('have an entry for each name, and the first certificate is the primary one', () => {
    expect(entriesOf([CHAT, STREAM])).toEqual(
      expect.arrayContaining([
        ['PRIMARY', ['chat']],
        ['chat.stream.example.com', ['chat']],
        ['*.stream.example.com', ['stream']],
        ['stream.example.com', ['stream']],
      ]),
    );
    expect(entriesOf([CHAT, STREAM])).toHaveLength(4);
  });

  test('have entries and proofs whose names say the host, so that many hosts do not meet in a hash', () => {
    const edge = edgeWith([STREAM]);
    const namesOf = (type: string) => resourcesOf(edge, type).map(({ name }) => name);
    expect(namesOf(ENTRY).sort()).toEqual([
      expect.stringMatching(/^host-any-stream-example-com-[0-9a-f]{6}$/),
      expect.stringMatching(/^host-stream-example-com-[0-9a-f]{6}$/),
      'primary',
    ]);
    expect(namesOf(AUTHORIZATION)).toEqual([expect.stringMatching(/^streaming-stream-example-com-[0-9a-f]{6}$/)]);
  });

  test('share the entry of a name that several of them have, so that one can take over from the other', () => {
    const successor = managed('chat2', 'chat.stream.example.com');
    expect(entriesOf([CHAT, successor])).toContainEqual(['chat.stream.example.com', ['chat', 'chat2']]);
  });

  test('refer to the map by its name', () => {
    const edge = edgeWith([CHAT]);
    const [id] = Object.keys(edge['resource']?.[MAP] ?? {});
    for (const { map } of resourcesOf(edge, ENTRY)) expect(map).toBe(`\${${MAP}.${id}.name}`);
  });

  test('have a name that changes with their domains and not with the order in which these are stated', () => {
    const nameOf = (...hosts: readonly string[]) =>
      resourceOf(edgeWith([managed('stream', ...hosts)]), CERTIFICATE)['name'];
    const name = nameOf('stream.example.com', '*.stream.example.com');
    expect(name).toMatch(/^streaming-public-stream-[0-9a-f]{6}$/);
    expect(nameOf('*.stream.example.com', 'stream.example.com')).toBe(name);
    expect(nameOf('*.stream.example.com')).not.toBe(name);
  });

  test('that exist are only named', () => {
    const id = 'projects/example-streaming/locations/global/certificates/bought';
    const edge = edgeWith([existing('bought', id, 'chat.stream.example.com'), STREAM]);
    expect(resourcesOf(edge, CERTIFICATE)).toHaveLength(1);
    expect(entriesOf([existing('bought', id, 'chat.stream.example.com'), STREAM])).toEqual(
      expect.arrayContaining([
        ['PRIMARY', [id]],
        ['chat.stream.example.com', [id]],
      ]),
    );
  });
});

describe('the proofs of domains', () => {
  test('are one for a name and the names below it, which all certificates share', () => {
    const edge = edgeWith([STREAM, managed('again', 'stream.example.com'), CHAT]);
    expect(resourcesOf(edge, AUTHORIZATION).map(({ domain }) => domain)).toEqual([
      'chat.stream.example.com',
      'stream.example.com',
    ]);
    const [first] = resourcesOf(edge, CERTIFICATE).filter(({ name }) => String(name).includes('-stream-'));
    expect(first).toMatchObject({
      managed: {
        domains: ['*.stream.example.com', 'stream.example.com'],
        dns_authorizations: [expect.stringContaining('authorizations_streamexamplecom_')],
      },
    });
  });

  test('are shared by the ingresses of an environment', () => {
    const other = publicIngress({ name: 'other', certificates: [STREAM] });
    const edge = edgeOf({ ingress: [publicIngress(), other] });
    expect(resourcesOf(edge, AUTHORIZATION)).toHaveLength(1);
    expect(resourcesOf(edge, CERTIFICATE)).toHaveLength(2);
  });

  test('are absent for certificates that exist and for the classic list', () => {
    const id = 'projects/example-streaming/locations/global/certificates/bought';
    expect(resourcesOf(edgeWith([existing('bought', id, '*.stream.example.com')]), AUTHORIZATION)).toEqual([]);
    expect(resourcesOf(edgeWith([CHAT], 'classic-list'), AUTHORIZATION)).toEqual([]);
  });
});

describe('certificates in the classic list', () => {
  test('are in the order of the input, those that exist among them', () => {
    const id = 'projects/example-streaming/global/sslCertificates/bought';
    const edge = edgeWith([existing('bought', id, 'web.stream.example.com'), CHAT], 'classic-list');
    expect(resourceOf(edge, PROXY)).toMatchObject({
      ssl_certificates: [id, expect.stringContaining('classic-chat')],
    });
    expect(resourceOf(edge, PROXY)).not.toHaveProperty('certificate_map');
    expect(resourceOf(edge, CLASSIC)).toMatchObject({
      name: expect.stringMatching(/^streaming-public-chat-[0-9a-f]{6}$/),
      managed: { domains: ['chat.stream.example.com'] },
    });
    expect(resourcesOf(edge, MAP)).toEqual([]);
  });

  test('serve on while the balancer migrates, with the map, its certificates and its entries ready', () => {
    const [list, migrating, map] = (['classic-list', 'migrating', 'map'] as const).map((store) =>
      edgeWith([CHAT], store),
    );
    expect(resourcesOf(migrating ?? {}, PROXY)).toEqual(resourcesOf(list ?? {}, PROXY));
    expect(resourcesOf(migrating ?? {}, CLASSIC)).toEqual(resourcesOf(list ?? {}, CLASSIC));
    for (const type of [MAP, ENTRY, CERTIFICATE, AUTHORIZATION]) {
      expect(resourcesOf(migrating ?? {}, type)).not.toEqual([]);
      expect(resourcesOf(migrating ?? {}, type)).toEqual(resourcesOf(map ?? {}, type));
    }
  });

  test('leave with a proxy of their own, because the provider empties the list before it sets the map', () => {
    const [list, map] = (['migrating', 'map'] as const).map((store) => resourceOf(edgeWith([CHAT], store), PROXY));
    expect(list?.['name']).not.toBe(map?.['name']);
  });

  test('and those of a map are told apart by their ids', () => {
    const classic = 'projects/example-streaming/global/sslCertificates/old';
    const inMap = 'projects/example-streaming/locations/global/certificates/new';
    const certificates = [
      existing('old', classic, 'chat.stream.example.com'),
      existing('new', inMap, 'chat.stream.example.com'),
    ];
    const edge = edgeWith(certificates, 'migrating');
    expect(resourceOf(edge, PROXY)).toMatchObject({ ssl_certificates: [classic] });
    for (const entry of resourcesOf(edge, ENTRY)) expect(entry['certificates']).toEqual([inMap]);
  });
});
