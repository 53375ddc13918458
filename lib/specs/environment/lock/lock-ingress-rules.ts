import { ownMember } from '../../../values/own-member';
import type { Problems } from '../../../values/problems';
import { LOCK_FILE } from '../../cluster/lock/locked-cluster';
import { partSubject } from '../../fields/part-subject';
import { askedNamesOf, coversHost } from '../../ingress/certificates/certificate-cover';
import type { IngressSpec } from '../../ingress/ingress-spec';
import { type LockedCertificate, type LockedIngress, lockIngress } from './locked-ingress';

/** Refuses changes of deployed ingresses that leave clients without TLS or that the cloud refuses, and names the steps that avoid it. */
export function judgeLockedIngresses(
  ingresses: readonly IngressSpec[],
  locked: Readonly<Record<string, LockedIngress>>,
  problems: Problems,
): void {
  judgeNames(ingresses, locked, problems);
  ingresses.forEach((ingress, index) => {
    const entry = ownMember(locked, ingress.name);
    if (entry === undefined) return;
    const own = problems.at(partSubject('ingress', ingress, index));
    judgeStore(ingress, entry, own);
    judgeMode(ingress, entry, own);
    judgeServing(ingress, entry, own);
  });
}

/** Terraform sees a renamed ingress as one removed and one added, and clients fail until DNS has followed to the new addresses. */
function judgeNames(
  ingresses: readonly IngressSpec[],
  locked: Readonly<Record<string, LockedIngress>>,
  problems: Problems,
): void {
  const names = ingresses.map(({ name }) => name);
  const gone = Object.keys(locked).filter((name) => !names.includes(name));
  const come = names.filter((name) => !Object.hasOwn(locked, name));
  if (gone.length === 0 || come.length === 0) return;
  const rule = `not lose and gain ingresses in one change, because the addresses of the former balancer would go before clients know the new ones (${LOCK_FILE} has ${gone.join(', ')})`;
  const remedy =
    'add the new ingress beside the former one, write the lock and deploy; move the hosts, wait until DNS has followed, then remove the former one';
  problems.add('ingress', rule, `${gone.join(', ')} removed, ${come.join(', ')} added`, remedy);
}

/** Steps from one place of the certificates to another in which the balancer has certificates that are issued. */
const STEPS: Readonly<Record<LockedIngress['certificateStore'], readonly LockedIngress['certificateStore'][]>> = {
  'classic-list': ['migrating'],
  migrating: ['map', 'classic-list'],
  map: [],
};

function judgeStore({ balancer }: IngressSpec, { certificateStore: was }: LockedIngress, problems: Problems): void {
  const now = balancer.certificateStore;
  if (now === was || STEPS[was].includes(now)) return;
  const isForward = was === 'classic-list';
  const rule = isForward
    ? `be 'migrating' first, because ${LOCK_FILE} has 'classic-list' and the certificates of a new map are not issued yet`
    : `stay '${was}', as ${LOCK_FILE} has it: the certificates of a new list are not issued yet`;
  const remedy = isForward
    ? "state 'migrating', write the lock and deploy; wait until every certificate is ACTIVE, then state 'map'"
    : 'undo the change; for a list make a second ingress and move DNS to it';
  problems.add('balancer.certificateStore', rule, now, remedy);
}

/** The balancer's services of requests and of websockets share groups, and Google refuses the first of them that gets the other mode. */
function judgeMode(ingress: IngressSpec, { mode }: LockedIngress, problems: Problems): void {
  const now = lockIngress(ingress).mode;
  const words = { rate: 'with the requests of a node', utilization: 'without the requests of a node' } as const;
  const rule = `stay ${words[mode]}, as ${LOCK_FILE} has them: Google refuses another balancing mode for groups that two services share`;
  const remedy =
    mode === 'rate'
      ? "state 'requestsPerNode' of every backend"
      : "remove 'requestsPerNode', and 'load.perNode.requestsPerSecond' of the pools; or make a second ingress";
  problems.require(now === mode, 'backends', rule, words[now], remedy);
}

/** A managed certificate is issued some time after it is made, and its entry in the map shows the new one at once. */
function judgeServing(ingress: IngressSpec, { certificates: before }: LockedIngress, problems: Problems): void {
  const now = Object.entries(lockIngress(ingress).certificates);
  const issued = now.filter(([name, each]) => each.from === 'existing' || isSame(each, ownMember(before, name)));
  const [old, kept] = [Object.values(before), issued.map(([, certificate]) => certificate)];
  const lost = askedNamesOf(ingress).filter((host) => covers(old, host) && !covers(kept, host));
  if (lost.length === 0) return;
  const rule = `keep a certificate for every host that is served, unchanged, until another one is issued (${LOCK_FILE})`;
  const remedy =
    'add the new certificate beside the former one, write the lock and deploy; wait until it is ACTIVE, then remove the former one';
  problems.add('certificates', rule, `none for ${lost.join(', ')}`, remedy);
}

function isSame(now: LockedCertificate, before: LockedCertificate | undefined): boolean {
  return before?.from === now.from && String(before.hosts) === String(now.hosts);
}

function covers(certificates: readonly LockedCertificate[], host: string): boolean {
  return certificates.some(({ hosts }) => hosts.some((name) => coversHost(name, host)));
}
