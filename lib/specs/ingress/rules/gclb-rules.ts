import type { Problems } from '../../../values/problems';
import type { Affinity } from '../google/google-ingress-fields';
import type { JudgedIngress } from '../judged-ingress';
import { workloadPath } from '../resolve-ingress';

/** Name of a resource of Compute Engine or Cloud DNS. */
const RESOURCE_NAME = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Name of a header or a cookie: a token of HTTP without the characters that a balancer's API refuses. */
const TOKEN = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9])?$/;

/** Rules of a Google balancer. The provider's plan accepts nearly every wrong value, so that an apply would fail halfway. */
export function judgeGclb(judged: JudgedIngress, problems: Problems): void {
  const { input } = judged;
  const rule = "be 'public' for a 'gclb', which has addresses of the internet only";
  const remedy = "write 'public'; services of the same cluster reach each other by their Services";
  problems.require(input.scheme === 'public', 'scheme', rule, input.scheme, remedy);
  judgeTls(input.balancer, problems);
  judgeAffinity(input.balancer.affinity, problems);
  judgeDrain(judged, problems);
  judgeResourceName('balancer.securityPolicy', input.balancer.securityPolicy, problems);
  if (input.dns.kind === 'cloud-dns') judgeResourceName('dns.managedZone', input.dns.managedZone, problems);
}

/** The ciphers of this profile exist in TLS 1.2 only, so that older clients would be refused whatever `minTls` says. */
function judgeTls({ ciphers, minTls }: JudgedIngress['input']['balancer'], problems: Problems): void {
  const rule = "be '1.2' with the ciphers 'restricted', which older versions of TLS do not know";
  const remedy = "state the ciphers 'modern' or 'compatible', or leave it out";
  problems.require(ciphers !== 'restricted' || minTls === '1.2', 'balancer.minTls', rule, minTls, remedy);
}

function judgeAffinity(affinity: Affinity, problems: Problems): void {
  if (!('name' in affinity)) return;
  const rule = 'be 1 to 64 letters, digits, dashes and underscores, first and last a letter or digit';
  const remedy = affinity.kind === 'header' ? "write it as 'X-Room'" : "write it as 'room'";
  problems.require(TOKEN.test(affinity.name), 'balancer.affinity.name', rule, affinity.name, remedy);
}

/** A shorter time would cut requests that the proxies still answer, while they end theirs in order. */
function judgeDrain({ stated, spec }: JudgedIngress, problems: Problems): void {
  const own = stated.balancer.drainSeconds;
  if (own === undefined) return;
  for (const { daemon } of spec.backends) {
    const { drainSeconds } = daemon.shutdown;
    const rule = `be at least 'shutdown.drainSeconds' (${drainSeconds}) of the traffic daemon '${workloadPath(daemon)}'`;
    const remedy = "leave it out for the daemons' own, or shorten the drain of the daemon";
    problems.require(own >= drainSeconds, 'balancer.drainSeconds', rule, own, remedy);
  }
}

function judgeResourceName(at: string, name: string | undefined, problems: Problems): void {
  if (name === undefined) return;
  const rule =
    'be a name of the project: 1 to 63 lower-case letters, digits and dashes, beginning with a letter and not ending with a dash';
  problems.require(RESOURCE_NAME.test(name), at, rule, name, 'write its name alone, without a path or a DNS name');
}
