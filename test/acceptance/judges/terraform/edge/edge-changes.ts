import { comesBefore, edited, type JudgedChange, movesInBetween, replacesNewFirst, touchesOnly } from '../expectations';
import type { ChangeOutcome } from '../judged-environment';
import {
  addHost,
  addIngress,
  editBalancer,
  managedCertificate,
  moveHosts,
  removeIngress,
  removeWorkload,
  together,
  withCertificates,
} from './edge-environments';

const STREAM = managedCertificate('stream', 'stream.example.com', '*.stream.example.com');
const ROOMS = managedCertificate('rooms', 'rooms.stream.example.com');
const MORE_ROOMS = managedCertificate('rooms', 'rooms.stream.example.com', 'rooms2.stream.example.com');

const CERTIFICATE = 'google_certificate_manager_certificate.ingress-public_certificates_certificate';
const ENTRY = 'google_certificate_manager_certificate_map_entry.ingress-public_certificates_entry';
const PROXY = 'google_compute_target_https_proxy.ingress-public_front-end_https-proxy';
const RULE = 'google_compute_global_forwarding_rule.ingress-public_front-end_https-ipv4';
const URL_MAP = 'google_compute_url_map.ingress-public_url-map';
const RECORD = 'google_dns_record_set';

/** Expects that nothing is replaced. */
function replacesNothing({ planned }: ChangeOutcome): void {
  expect(planned.filter(({ actions }) => actions.length > 1)).toEqual([]);
}

/** Changes of a balancer; each builds on those before it. */
export const EDGE_CHANGES: readonly JudgedChange[] = [
  {
    title: 'a further certificate comes with its proof, its record and its entry, and touches nothing else',
    make: edited(withCertificates(STREAM, ROOMS)),
    expect: (outcome) => {
      touchesOnly(outcome, 'create', /rooms/);
      expect(outcome.planned.map(({ type }) => type).sort()).toEqual([
        'google_certificate_manager_certificate',
        'google_certificate_manager_certificate_map_entry',
        'google_certificate_manager_dns_authorization',
        RECORD,
      ]);
    },
  },
  {
    title: 'further names of a certificate make another one, to which the entries move before the former one goes',
    make: edited(withCertificates(STREAM, MORE_ROOMS)),
    expect: (outcome) => {
      touchesOnly(outcome, 'any', /rooms/);
      replacesNewFirst(outcome, `${CERTIFICATE}-rooms_`);
      movesInBetween(outcome, `${CERTIFICATE}-rooms_`, `update ${ENTRY}-host-roomsstreamexamplecom_`);
    },
  },
  {
    title: 'another certificate that comes first is the primary one, in place',
    make: edited(withCertificates(MORE_ROOMS, STREAM)),
    expect: ({ planned }) => {
      expect(planned).toEqual([
        expect.objectContaining({ actions: ['update'], address: expect.stringContaining(`${ENTRY}-primary_`) }),
      ]);
    },
  },
  {
    title: 'the primary certificate that goes hands over first, and takes its own parts alone',
    make: edited(withCertificates(STREAM)),
    expect: (outcome) => {
      replacesNothing(outcome);
      touchesOnly(outcome, 'any', /rooms|entry-primary_/);
      comesBefore(outcome, `update ${ENTRY}-primary_`, `delete ${CERTIFICATE}-rooms_`);
    },
  },
  {
    title: 'a further host comes with its records, and changes the map of hosts in place',
    make: edited(addHost('late')),
    expect: (outcome) => {
      replacesNothing(outcome);
      const seen = outcome.planned.map(({ actions, address }) => `${actions} ${address}`).sort();
      expect(seen).toEqual([
        expect.stringMatching(`^create ${RECORD}.*late`),
        expect.stringMatching(`^create ${RECORD}.*late`),
        expect.stringMatching(`^update ${URL_MAP}`),
      ]);
    },
  },
  {
    title: 'a host that goes takes its records, and changes the map of hosts in place',
    make: edited(removeWorkload('late')),
    expect: (outcome) => {
      replacesNothing(outcome);
      touchesOnly(outcome, 'any', new RegExp(`^(${RECORD}.*late|${URL_MAP})`));
      expect(outcome.planned).toHaveLength(3);
    },
  },
  {
    title: 'the last host with websockets lets go of their backend service before it is removed',
    make: edited(removeWorkload('chat')),
    expect: (outcome) => {
      replacesNothing(outcome);
      comesBefore(outcome, `update ${URL_MAP}`, 'delete google_compute_backend_service.ingress-public_services_ws_');
    },
  },
  {
    title: 'another keep-alive time makes another proxy, to which the addresses move',
    make: edited(editBalancer({ clientKeepAliveSeconds: 300 })),
    expect: (outcome) => {
      touchesOnly(outcome, 'any', /https-proxy|https-ipv[46]/);
      replacesNewFirst(outcome, PROXY);
      movesInBetween(outcome, PROXY, `update ${RULE}`);
    },
  },
  {
    title: 'TLS, affinity, logs and draining change in place',
    make: edited(
      editBalancer({
        minTls: '1.1',
        ciphers: 'modern',
        affinity: { kind: 'client-address' },
        logSamplePercent: 0,
        drainSeconds: 120,
      }),
    ),
    expect: (outcome) => {
      touchesOnly(outcome, 'any', /^google_compute_(ssl_policy|backend_service)\./);
      expect(outcome.planned.every(({ actions }) => actions.join() === 'update')).toBe(true);
    },
  },
  {
    title: 'a policy of somebody else takes the place of that of the stack before it goes',
    make: edited(editBalancer({ securityPolicy: 'company' })),
    expect: (outcome) => {
      replacesNothing(outcome);
      touchesOnly(outcome, 'any', /^google_compute_(security_policy|backend_service)\./);
      comesBefore(outcome, 'update google_compute_backend_service.', 'delete google_compute_security_policy.');
    },
  },
  {
    title: 'IPv6 that is switched off takes its address, rules and records, and nothing of IPv4',
    make: edited(editBalancer({ ipv6: false })),
    expect: (outcome) => touchesOnly(outcome, 'delete', /ipv6|-aaaa_/),
  },
  {
    title: 'a second ingress comes with a balancer of its own, and touches nothing of the first one',
    make: edited(addIngress('partners', 'edge-p')),
    expect: (outcome) => touchesOnly(outcome, 'create', /partners|edge-p/),
  },
  {
    title: 'a host that moves to another ingress keeps its record, which changes in place',
    make: edited(moveHosts('rooms', 'partners')),
    expect: ({ planned }) => {
      const seen = planned.map(({ actions, address }) => `${actions.join('+')} ${address}`).sort();
      expect(seen).toEqual([
        expect.stringMatching(/^update google_compute_url_map\.ingress-partners_url-map/),
        expect.stringMatching(`^update ${URL_MAP}`),
        expect.stringMatching(`^update ${RECORD}\\.records_roomsstreamexamplecom-a_`),
      ]);
    },
  },
  {
    title: 'an ingress that goes keeps its address until the records of its hosts lead elsewhere',
    make: edited(together(moveHosts('rooms', 'public'), removeIngress('partners'))),
    expect: (outcome) => {
      replacesNothing(outcome);
      comesBefore(outcome, `update ${RECORD}.records_rooms`, 'delete google_compute_global_address.ingress-partners_');
    },
  },
];
