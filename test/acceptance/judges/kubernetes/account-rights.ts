import type { OutgoingHttpHeaders } from 'node:http';
import type { ControlPlane } from '../../harness/control-plane';
import type { ManifestObject } from '../../harness/control-plane-apply';
import type { ApiObject } from '../../harness/control-plane-client';

/** An account to which our manifests give rights: a service account, or the members of a group in one namespace. */
export interface Account {
  /** Name of the account: `group chat-developers@example.com` or `account shop/cart`. */
  readonly name: string;
  readonly kind: 'ServiceAccount' | 'Group';
  readonly user: string;
  readonly groups: readonly string[];
  /** For a service account its own namespace; for a group the namespaces that bind it, with the role that it has there. */
  readonly namespaces: ReadonlyMap<string, 'own' | 'edit' | 'view'>;
}

/** Rights of an account by namespace; namespaces without rights are left out. */
export type RightsTable = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

interface RulesReview {
  readonly status: {
    readonly incomplete: boolean;
    readonly resourceRules?: readonly Rule[];
    readonly nonResourceRules?: readonly Rule[];
  };
}

/** Group that the API server adds to every authenticated user. */
const AUTHENTICATED = 'system:authenticated';

/** Accounts of the manifests: every service account, and every group that a binding names. */
export function accountsOf(manifests: readonly ManifestObject[]): readonly Account[] {
  const objects = manifests.map(({ object }) => object);
  const accounts = objects.filter(({ kind }) => kind === 'ServiceAccount').map(serviceAccount);
  const groups = new Map<string, Map<string, 'edit' | 'view'>>();
  for (const binding of objects.filter(({ kind }) => kind === 'RoleBinding')) {
    const { name } = binding['roleRef'] as { readonly name: string };
    for (const group of groupSubjects(binding)) {
      const namespaces = groups.get(group) ?? new Map();
      groups.set(group, namespaces);
      const namespace = binding.metadata?.namespace ?? '';
      if (namespaces.get(namespace) !== 'edit') namespaces.set(namespace, name.includes('edit') ? 'edit' : 'view');
    }
  }
  return [...accounts, ...[...groups].map(([group, namespaces]) => groupAccount(group, namespaces))];
}

/** Headers by which the administrator acts as this account. */
export function impersonation(account: Pick<Account, 'user' | 'groups'>): OutgoingHttpHeaders {
  return { 'Impersonate-User': account.user, 'Impersonate-Group': [...account.groups] };
}

/** Rights of every account as the API server computes them, without the rights that every user has. */
export async function rightsTable(plane: ControlPlane, manifests: readonly ManifestObject[]): Promise<RightsTable> {
  const own = manifests.filter(({ object }) => object.kind === 'Namespace').map(({ object }) => object.metadata?.name);
  const namespaces = [...own.map((name) => name ?? ''), 'default', 'kube-system'].sort();
  const rows: [string, Record<string, readonly string[]>][] = [];
  for (const account of accountsOf(manifests)) {
    const everybody = { user: 'nobody', groups: account.groups.filter((group) => group.startsWith('system:')) };
    const cells: [string, readonly string[]][] = [];
    for (const namespace of namespaces) {
      const general = await reviewRules(plane, everybody, namespace);
      const special = [...(await reviewRules(plane, account, namespace))].filter((right) => !general.has(right));
      if (special.length > 0) cells.push([namespace, byVerbs(special)]);
    }
    rows.push([account.name, Object.fromEntries(cells)]);
  }
  return Object.fromEntries(rows);
}

/** Single rights, `verb resource.group`, because rules overlap and their order has no meaning. */
async function reviewRules(
  plane: ControlPlane,
  account: Pick<Account, 'user' | 'groups'>,
  namespace: string,
): Promise<ReadonlySet<string>> {
  const path = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews';
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } };
  const { body } = await plane.request<RulesReview>('POST', path, review, impersonation(account));
  const { incomplete, resourceRules = [], nonResourceRules = [] } = body.status;
  // The Node authorizer cannot list rules and reports that for every account; it gives rights to nodes only.
  if (incomplete && resourceRules.length === 0) throw new Error(`no rules of '${account.user}' in '${namespace}'`);
  const urls = nonResourceRules.flatMap(({ verbs, nonResourceURLs = [] }) => pairs(verbs, nonResourceURLs));
  return new Set([...resourceRules.flatMap(resourceRights), ...urls]);
}

function resourceRights({ verbs, apiGroups = [], resources = [], resourceNames }: Rule): readonly string[] {
  const suffix = resourceNames === undefined ? '' : ` named ${[...resourceNames].sort().join(' or ')}`;
  const targets = apiGroups.flatMap((group) =>
    resources.map((resource) => `${group === '' ? resource : `${resource}.${group}`}${suffix}`),
  );
  return pairs(verbs, targets);
}

function pairs(verbs: readonly string[], targets: readonly string[]): readonly string[] {
  return verbs.flatMap((verb) => targets.map((target) => `${verb} ${target}`));
}

/** Groups targets with the same verbs in one line: `get list watch: pods, services`. */
function byVerbs(rights: readonly string[]): readonly string[] {
  const verbsOf = new Map<string, string[]>();
  for (const right of [...rights].sort()) {
    const [verb = '', ...target] = right.split(' ');
    const key = target.join(' ');
    verbsOf.set(key, [...(verbsOf.get(key) ?? []), verb]);
  }
  const targetsOf = new Map<string, string[]>();
  for (const [target, verbs] of [...verbsOf].sort()) {
    targetsOf.set(verbs.join(' '), [...(targetsOf.get(verbs.join(' ')) ?? []), target]);
  }
  return [...targetsOf].map(([verbs, targets]) => `${verbs}: ${targets.join(', ')}`).sort();
}

function serviceAccount({ metadata }: ApiObject): Account {
  const { namespace = '', name = '' } = metadata ?? {};
  return {
    name: `account ${namespace}/${name}`,
    kind: 'ServiceAccount',
    user: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, AUTHENTICATED],
    namespaces: new Map([[namespace, 'own']]),
  };
}

function groupAccount(group: string, namespaces: ReadonlyMap<string, 'edit' | 'view'>): Account {
  return {
    name: `group ${group}`,
    kind: 'Group',
    user: 'somebody@example.com',
    groups: [group, AUTHENTICATED],
    namespaces,
  };
}

function groupSubjects(binding: ApiObject): readonly string[] {
  const subjects = (binding['subjects'] ?? []) as readonly { readonly kind: string; readonly name: string }[];
  return subjects.filter(({ kind }) => kind === 'Group').map(({ name }) => name);
}
