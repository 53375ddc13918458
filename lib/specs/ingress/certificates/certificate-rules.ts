import { ConfigError } from '../../../values/config-error';
import { isWithinZone, parseHostName } from '../../../values/host-name';
import { parseName } from '../../../values/name';
import type { Problems } from '../../../values/problems';
import { SHORT_HASH_SUFFIX_LENGTH } from '../../../values/short-hash';
import { requireDerivedName } from '../../fields/derived-name';
import { partSubject } from '../../fields/part-subject';
import { requireUnique } from '../../fields/unique';
import type { Certificate } from '../ingress-fields';
import type { JudgedIngress } from '../judged-ingress';
import { askedNamesOf, bareName, wildcardOf } from './certificate-cover';
import { judgePlaces } from './certificate-place-rules';

/** Most characters of the name of a certificate in the cloud. */
const MAX_CLOUD_NAME = 63;

/** Rules of the certificates of an ingress. */
export function judgeCertificates(judged: JudgedIngress, problems: Problems): void {
  const { certificates } = judged.input;
  const remedy = "add one, as { name: 'main', hosts: ['*.example.com'], from: { kind: 'managed' } }";
  problems.require(certificates.length > 0, 'certificates', 'hold at least one certificate', certificates, remedy);
  const values = certificates.map(({ name }) => name);
  requireUnique(problems, { property: 'certificates', values, what: 'certificate' });
  const asked = usedNames(judged);
  certificates.forEach((certificate, index) => {
    judgeCertificate(certificate, { ...judged, asked }, problems.at(partSubject('certificate', certificate, index)));
  });
  judgePlaces(judged, problems);
}

function judgeCertificate(certificate: Certificate, judged: JudgedCertificates, problems: Problems): void {
  const { name, hosts } = certificate;
  const isName = problems.capture('name', () => parseName(name)) !== undefined;
  if (isName) judgeCloudName(certificate, judged, problems);
  problems.require(hosts.length > 0, 'hosts', 'hold at least one name', hosts, 'state the names that it covers');
  requireUnique(problems, { property: 'hosts', values: hosts, what: 'host' });
  const areNames = hosts.map((host, index) => judgeCovered(`hosts[${index}]`, host, problems)).every((holds) => holds);
  if (!areNames || hosts.length === 0) return;
  judgeUse(certificate, judged, problems);
  if (certificate.from.kind === 'managed' && judged.input.dns.kind === 'cloud-dns') {
    judgeRecords(hosts, judged.input.zone, problems);
  }
}

/** A new certificate stands beside the former one until it is issued, so that a hash of its names is a part of its own. */
function judgeCloudName({ name, from }: Certificate, { spec }: JudgedIngress, problems: Problems): void {
  if (from.kind !== 'managed') return;
  const parts = [
    { of: 'ingress', name: spec.physicalName },
    '-',
    { of: 'certificate', name },
    { of: 'hash', length: SHORT_HASH_SUFFIX_LENGTH },
  ] as const;
  requireDerivedName({ parts, most: MAX_CLOUD_NAME, limitOf: 'a certificate of Google Cloud' }, name, problems);
}

function judgeCovered(at: string, host: string, problems: Problems): boolean {
  const rule = "be a host name, or '*.' and a host name for the names one label below it";
  const remedy = "write it as 'chat.example.com' or '*.example.com'";
  return problems.require(isCertificateName(host), at, rule, host, remedy);
}

function isCertificateName(host: string): boolean {
  try {
    return parseHostName(bareName(host)) !== '';
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}

/** A name that clients ask for, or the name below which a wildcard stands that covers it. */
type UsedNames = ReadonlySet<string>;

interface JudgedCertificates extends JudgedIngress {
  /** Names for which certificates are used; undefined where their use is not known. */
  readonly asked: UsedNames | undefined;
}

/**
 * Names for which the certificates of an ingress are used. An ingress without hosts is a balancer before its services: what its certificates
 * are for is not known yet. Where a host has no certificate, that is reported alone, because the names of another one are then most likely
 * misspelt.
 */
function usedNames({ input, spec }: JudgedIngress): UsedNames | undefined {
  const covered = new Set(input.certificates.flatMap(({ hosts }) => hosts));
  const forms = askedNamesOf(spec).map((name) => [name, wildcardOf(name)]);
  const areCovered = forms.every((names) => names.some((name) => covered.has(name)));
  return forms.length === 0 || !areCovered ? undefined : new Set(forms.flat());
}

function judgeUse({ hosts }: Certificate, { asked }: JudgedCertificates, problems: Problems): void {
  if (asked === undefined) return;
  const rule = 'cover a host of the ingress';
  const remedy = 'remove the certificate, or add it together with the host; one deploy makes both';
  problems.require(
    hosts.some((name) => asked.has(name)),
    'hosts',
    rule,
    hosts,
    remedy,
  );
}

/** The records that prove to Google who owns a name are written into the managed zone. */
function judgeRecords(hosts: readonly string[], zone: string, problems: Problems): void {
  for (const host of hosts) {
    const rule = `be within the zone '${zone}', because the records that prove it are written there`;
    const remedy = `cover it by an existing certificate, or state { kind: 'elsewhere' } as 'dns'`;
    problems.require(isWithinZone(bareName(host), zone), 'hosts', rule, host, remedy);
  }
}
