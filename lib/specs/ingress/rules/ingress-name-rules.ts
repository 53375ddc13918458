import { parseHostName } from '../../../values/host-name';
import { parseName } from '../../../values/name';
import type { Problems } from '../../../values/problems';
import { requireDerivedName } from '../../fields/derived-name';
import type { JudgedIngress } from '../judged-ingress';

/** Most characters of `<environment>-<ingress>`: names of the balancer's parts end with more, and have 63 at most. */
const MAX_PHYSICAL_NAME = 40;

/** Rules of the name and the zone of an ingress. */
export function judgeIngressName({ input, spec, clusters, all }: JudgedIngress, problems: Problems): void {
  problems.capture('zone', () => parseHostName(input.zone));
  const { name } = input;
  if (problems.capture('name', () => parseName(name)) === undefined) return;
  const environment = spec.physicalName.slice(0, -name.length - 1);
  const parts = [{ of: 'environment', name: environment }, '-', { of: 'ingress', name }] as const;
  const limitOf = 'names of a balancer, of which parts have longer ones';
  requireDerivedName({ parts, most: MAX_PHYSICAL_NAME, limitOf }, name, problems);
  const others = [
    ...clusters.map((cluster) => ({ what: 'cluster', name: cluster.name })),
    ...all.slice(0, all.indexOf(spec)).map((ingress) => ({ what: 'ingress', name: ingress.name })),
  ];
  for (const other of others) judgeOther(name, other, problems);
}

interface Other {
  readonly what: string;
  readonly name: string;
}

/** Names of parts are derived with a dash, so that a name that begins with another one could lead to equal ones. */
function judgeOther(name: string, other: Other, problems: Problems): void {
  const same = `not be the name of the ${other.what} '${other.name}'`;
  const remedy = `rename one of them; names of their parts begin with '<environment>-${other.name}'`;
  problems.require(name !== other.name, 'name', same, name, remedy);
  const isLonger = name.startsWith(`${other.name}-`) || other.name.startsWith(`${name}-`);
  const rule = `not be the name of the ${other.what} '${other.name}' with a dash and more, nor its beginning before a dash`;
  problems.require(!isLonger, 'name', rule, name, 'rename one of them; names of their parts could be the same');
}
