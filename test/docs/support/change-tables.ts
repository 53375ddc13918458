import { environmentFields } from '../../../lib/specs/environment/environment-fields';
import { CHANGE_EFFECTS, type ChangeEffect, type ChangeGround } from '../../../lib/specs/fields/change-effect';
import { type PropertyEffects, propertyEffects } from '../../../lib/specs/fields/property-effects';
import { isRefusedByRules } from '../../changes/support/not-judged';

const POOLS = 'clusters[].pools[].';
const WORKLOADS = 'clusters[].workloads[].';
const GROUPS = 'clusters[].groups[].';
const INGRESSES = 'ingress[].';

/** Parts of a workload that lead requests to it. */
const TRAFFIC = ['hosts', 'proxy', 'hostPorts'].map((member) => `${WORKLOADS}${member}`);

/** Most properties that the longest cell of a column names; a longer one becomes "all others". */
const MOST_NAMES = 15;

/** Name of each effect in the guides. */
const NAMES: Readonly<Record<ChangeEffect, string>> = {
  none: 'nothing that is deployed changes',
  'in place': 'in place',
  rolls: 'rolls',
  replaces: 'replaces',
  refused: 'refused by the lock',
};

/** Every table of the effects of changes, by its name in the test. */
export function renderChangeTables(): ReadonlyMap<string, string> {
  const { aws, google } = environmentFields;
  const [ofAws, ofGoogle] = [propertyEffects(aws), propertyEffects(google)];
  return new Map([
    ['aws pools', renderTable(pools(ofAws), { 'a group of ours': 'aws', 'a managed node group': 'managed' })],
    ['aws others', renderTable(others(ofAws), { properties: 'aws' })],
    ['google pools', renderTable(pools(ofGoogle), { properties: 'google' })],
    ['google others', renderTable(others(ofGoogle), { properties: 'google' })],
    ['groups on AWS', renderTable(groups(ofAws), { properties: 'aws' })],
    ['groups on Google Cloud', renderTable(groups(ofGoogle), { properties: 'google' })],
    ['google-balancer', renderTable(ingresses(ofGoogle), { properties: 'google' })],
    ['services on AWS', renderTable(workloads(ofAws), { properties: 'aws' })],
    // Both clouds have the same table, because the properties of a workload concern Kubernetes alone.
    ['services on Google Cloud', renderTable(workloads(ofGoogle), { properties: 'google' })],
  ]);
}

function pools(all: readonly PropertyEffects[]): readonly PropertyEffects[] {
  return all.filter(({ path }) => path.startsWith(POOLS));
}

function others(all: readonly PropertyEffects[]): readonly PropertyEffects[] {
  return all.filter(({ path }) => ![POOLS, WORKLOADS, GROUPS, INGRESSES].some((part) => path.startsWith(part)));
}

function groups(all: readonly PropertyEffects[]): readonly PropertyEffects[] {
  return all.filter(({ path }) => path.startsWith(GROUPS));
}

function workloads(all: readonly PropertyEffects[]): readonly PropertyEffects[] {
  return all.filter(({ path }) => path.startsWith(WORKLOADS) && !leadsRequests(path));
}

function ingresses(all: readonly PropertyEffects[]): readonly PropertyEffects[] {
  return all.filter(({ path }) => path.startsWith(INGRESSES) || leadsRequests(path));
}

function leadsRequests(path: string): boolean {
  return TRAFFIC.some((part) => path.startsWith(part));
}

function renderTable(properties: readonly PropertyEffects[], columns: Readonly<Record<string, ChangeGround>>): string {
  const cells = Object.values(columns).map((ground) => renderColumn(properties, ground));
  const head = ['a change', ...Object.keys(columns)];
  const rows = CHANGE_EFFECTS.map((effect, index) => [NAMES[effect], ...cells.map((column) => column[index] ?? '')]);
  const shown = [head, ...rows.filter((row) => row.slice(1).some((cell) => cell !== ''))];
  const [first = '', ...others] = shown.map((row) => `| ${row.join(' | ')} |`);
  return [first, `|${'---|'.repeat(head.length)}`, ...others].join('\n');
}

/** A cell for each effect; the longest cell is "all others". */
function renderColumn(properties: readonly PropertyEffects[], ground: ChangeGround): readonly string[] {
  const cells = CHANGE_EFFECTS.map((effect) => namesOf(properties, ground, effect));
  const longest = cells.reduce((left, right) => (right.length > left.length ? right : left));
  return cells.map((names) => (names === longest && names.length > MOST_NAMES ? 'all others' : names.join(', ')));
}

/** Properties with one effect; a part of the input stands for its members where all of them have the effect. */
function namesOf(
  properties: readonly PropertyEffects[],
  ground: ChangeGround,
  effect: ChangeEffect,
): readonly string[] {
  const known = properties.filter(({ path }) => !isRefusedByRules(ground, path));
  const others = known.filter(({ effects }) => effects[ground] !== effect).map(({ path }) => path);
  const paths = known
    .filter(({ effects }) => effects[ground] === effect)
    .map(({ path }) => prefixesOf(path).find((prefix) => !others.some((other) => isBelow(other, prefix))) ?? path);
  return [...new Set(paths)].map((path) => `\`${path.replace(POOLS, '').replace(WORKLOADS, '').replace(GROUPS, '')}\``);
}

/** Parts of the input that contain a property, the largest first, then the property; a whole cluster, pool, workload or group is left out. */
function prefixesOf(path: string): readonly string[] {
  const steps = path.split('.');
  const all = steps.map((_, index) =>
    steps
      .slice(0, index + 1)
      .join('.')
      .replace(/\[\]$/, ''),
  );
  return all.filter(
    (prefix) => !['clusters', 'clusters[].pools', 'clusters[].workloads', 'clusters[].groups'].includes(prefix),
  );
}

function isBelow(path: string, prefix: string): boolean {
  return path === prefix || ['.', '[', '('].some((sign) => path.startsWith(`${prefix}${sign}`));
}
