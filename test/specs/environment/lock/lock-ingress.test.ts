import type { GoogleClusterInput } from '../../../../lib/specs/cluster/google/google-cluster-input';
import { EnvironmentSet } from '../../../../lib/specs/environment/environment-set';
import { lockWarnings } from '../../../../lib/specs/environment/lock/lock-changes';
import type { GclbInput } from '../../../../lib/specs/ingress/google/google-ingress-input';
import type { CertificateInput } from '../../../../lib/specs/ingress/ingress-input';
import { googleEnvironment } from '../../../fixtures/google-environment';
import { gclbIngress, hostedService, ingressEnvironment, trafficDaemon } from '../../../fixtures/maximal-ingress';
import { changed, lockOf } from './lock-inputs';

const ONE: CertificateInput = { name: 'one', hosts: ['www.example.com'], from: { kind: 'managed' } };
const TWO: CertificateInput = { name: 'two', hosts: ['*.example.com'], from: { kind: 'managed' } };
const THEIRS: CertificateInput = {
  name: 'theirs',
  hosts: ['www.example.com'],
  from: { kind: 'existing', id: 'projects/example-streaming/locations/global/certificates/theirs' },
};

const withCertificates = (...certificates: readonly CertificateInput[]) =>
  ingressEnvironment({ ingress: [gclbIngress({ certificates })] });
const withStore = (certificateStore: NonNullable<GclbInput['certificateStore']>) =>
  ingressEnvironment({ ingress: [gclbIngress({ balancer: { kind: 'gclb', certificateStore }, certificates: [ONE] })] });
const withRate = (requestsPerNode: number | undefined) =>
  ingressEnvironment({
    ingress: [
      gclbIngress({
        backends: [{ cluster: 'main', workload: 'edge/edge-proxy', ...(requestsPerNode && { requestsPerNode }) }],
      }),
    ],
  });

const INGRESS = "environment 'streaming' > ingress 'public'";
const LOST = `${INGRESS}: 'certificates' must keep a certificate for every host that is served, unchanged, until another one is issued (keelson.lock.json), got 'none for www.example.com'; add the new certificate beside the former one, write the lock and deploy; wait until it is ACTIVE, then remove the former one`;

describe('a certificate that serves', () => {
  test('is renewed in two steps, none of which is refused', () => {
    expect(changed(withCertificates(ONE), withCertificates(ONE, TWO))).toEqual([]);
    expect(changed(withCertificates(ONE, TWO), withCertificates(TWO))).toEqual([]);
  });

  test.each<[string, CertificateInput]>([
    ['another one in its place', TWO],
    ['another name', { ...ONE, name: 'renamed' }],
    ['other hosts', { ...ONE, hosts: ['www.example.com', 'example.com'] }],
  ])('is refused: %s', (_, after) => {
    expect(changed(withCertificates(ONE), withCertificates(after))).toEqual([LOST]);
  });

  test('gives way to one that exists, and not the other way round', () => {
    expect(changed(withCertificates(ONE), withCertificates(THEIRS))).toEqual([]);
    expect(changed(withCertificates(THEIRS), withCertificates(ONE))).toEqual([LOST]);
  });
});

describe('the place of the certificates', () => {
  test('leads from the list over migrating to the map, and back to the list', () => {
    expect(changed(withStore('classic-list'), withStore('migrating'))).toEqual([]);
    expect(changed(withStore('migrating'), withStore('map'))).toEqual([]);
    expect(changed(withStore('migrating'), withStore('classic-list'))).toEqual([]);
  });

  test('does not leave the list at once', () => {
    expect(changed(withStore('classic-list'), withStore('map'))).toEqual([
      `${INGRESS}: 'balancer.certificateStore' must be 'migrating' first, because keelson.lock.json has 'classic-list' and the certificates of a new map are not issued yet, got 'map'; state 'migrating', write the lock and deploy; wait until every certificate is ACTIVE, then state 'map'`,
    ]);
  });

  test.each(['migrating', 'classic-list'] as const)('does not leave the map for %s', (store) => {
    expect(changed(withStore('map'), withStore(store))).toEqual([
      `${INGRESS}: 'balancer.certificateStore' must stay 'map', as keelson.lock.json has it: the certificates of a new list are not issued yet, got '${store}'; undo the change; for a list make a second ingress and move DNS to it`,
    ]);
  });
});

test('an ingress is not renamed in one change', () => {
  const renamed = ingressEnvironment({
    clusters: ingressEnvironment().clusters.map((cluster) => ({
      ...cluster,
      workloads: [hostedService({ ingress: 'front' }), trafficDaemon()],
    })) as GoogleClusterInput[],
    ingress: [gclbIngress({ name: 'front' })],
  });
  expect(changed(ingressEnvironment(), renamed)).toContain(
    "environment 'streaming': 'ingress' must not lose and gain ingresses in one change, because the addresses of the former balancer would go before clients know the new ones (keelson.lock.json has public), got 'public removed, front added'; add the new ingress beside the former one, write the lock and deploy; move the hosts, wait until DNS has followed, then remove the former one",
  );
});

test('the stack of the balancer is named where the last ingress or the environment goes', () => {
  const lock = lockOf(withCertificates(TWO));
  const none = googleEnvironment();
  const gone = lockWarnings(lock, { known: ['streaming'], chosen: EnvironmentSet.from([none]).environments });
  expect(gone.join('\n')).toContain(
    'streaming: keelson.lock.json lists ingresses, but the environment no longer has any; the resources of its stacks still exist (streaming-edge)',
  );
  const all = lockWarnings(lock, { known: [], chosen: [] });
  expect(all.join('\n')).toContain('(streaming-edge, streaming-main-foundation, streaming-main-platform)');
});

test('the unit in which backends are compared stays', () => {
  expect(changed(withRate(1000), withRate(2000))).toEqual([]);
  expect(changed(withRate(1000), withRate(undefined))).toEqual([
    `${INGRESS}: 'backends' must stay with the requests of a node, as keelson.lock.json has them: Google refuses another balancing mode for groups that two services share, got 'without the requests of a node'; state 'requestsPerNode' of every backend`,
  ]);
  expect(changed(withRate(undefined), withRate(1000))).toEqual([
    `${INGRESS}: 'backends' must stay without the requests of a node, as keelson.lock.json has them: Google refuses another balancing mode for groups that two services share, got 'with the requests of a node'; remove 'requestsPerNode', and 'load.perNode.requestsPerSecond' of the pools; or make a second ingress`,
  ]);
});

test('the lock says what it lacks of ingresses', () => {
  const [before, after] = [withCertificates(ONE), withCertificates(ONE, TWO)];
  const { environments } = EnvironmentSet.from([after]);
  const compared = { known: ['streaming'], chosen: environments };
  expect(lockWarnings(lockOf(before), compared)).toEqual([
    "streaming: keelson.lock.json lacks certificate 'two' of ingress 'public'; 'keelson synth --write-lock' writes it",
  ]);
  const bare = ingressEnvironment({
    clusters: before.clusters.map((cluster) => ({ ...cluster, workloads: [] })),
    ingress: [],
  });
  expect(lockWarnings(lockOf(bare), compared)).toEqual([
    "streaming: keelson.lock.json lacks ingress 'public', pool 'edge' of 'main' behind ingress 'public'; 'keelson synth --write-lock' writes it",
  ]);
});
