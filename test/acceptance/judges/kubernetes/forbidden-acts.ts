import { PLATFORM_NAMESPACE } from '../../../../lib/specs/labels';
import type { ControlPlane } from '../../harness/control-plane';
import { type Account, impersonation } from './account-rights';

/** An act that an account must not perform, in the terms of an access review. */
interface Act {
  readonly verb: string;
  /** Target of the act: `resource` or `resource/subresource`, followed by `.group`. */
  readonly target: string;
  /** Namespace of the act; empty for cluster-scoped resources and for all namespaces at once. */
  readonly namespace?: string;
}

interface AccessReview {
  readonly status: { readonly allowed: boolean };
}

/** Acts that give access to the whole cluster, which every account in the manifests must be refused. */
const FOR_NOBODY: readonly Act[] = [
  { verb: 'create', target: 'clusterrolebindings.rbac.authorization.k8s.io' },
  { verb: 'escalate', target: 'clusterroles.rbac.authorization.k8s.io' },
  { verb: 'bind', target: 'clusterroles.rbac.authorization.k8s.io' },
  { verb: 'impersonate', target: 'groups' },
  { verb: 'list', target: 'secrets' },
  { verb: 'delete', target: 'validatingadmissionpolicybindings.admissionregistration.k8s.io' },
  { verb: 'patch', target: 'validatingadmissionpolicies.admissionregistration.k8s.io' },
  { verb: 'delete', target: 'nodes' },
  { verb: 'create', target: 'pods', namespace: 'kube-system' },
  { verb: 'get', target: 'secrets', namespace: 'kube-system' },
];

/** Acts that a service account must not perform in its own namespace: creating tokens, and objects that run as another account. */
const FOR_ACCOUNTS = ['create serviceaccounts/token', 'create rolebindings.rbac.authorization.k8s.io', 'get secrets'];

/** Acts that a team must not perform in its own namespace, because they would change the team's own limits. */
const FOR_EDITORS = [
  'create rolebindings.rbac.authorization.k8s.io',
  'create roles.rbac.authorization.k8s.io',
  'update resourcequotas',
  'delete limitranges',
  'patch namespaces',
  'create pods/binding',
  'create networkpolicies.networking.k8s.io',
  'create daemonsets.apps',
  'create serviceaccounts/token',
  'impersonate serviceaccounts',
  'create endpointslices.discovery.k8s.io',
];

const FOR_VIEWERS = [...FOR_EDITORS, 'get secrets', 'create pods/exec', 'delete pods', 'patch deployments.apps'];

const ACTS_IN: Readonly<Record<'own' | 'edit' | 'view', readonly string[]>> = {
  own: FOR_ACCOUNTS,
  edit: FOR_EDITORS,
  view: FOR_VIEWERS,
};

/** Acts that the authorizer was asked about, and those that it would allow. */
export interface ForbiddenActs {
  readonly asked: number;
  readonly problems: readonly string[];
}

/** Asks the authorizer about every act that the account must not perform. */
export async function reviewForbiddenActs(
  plane: ControlPlane,
  account: Account,
  namespaces: readonly string[],
): Promise<ForbiddenActs> {
  const elsewhere = [...namespaces, PLATFORM_NAMESPACE].filter((namespace) => !account.namespaces.has(namespace));
  const acts: Act[] = [
    ...FOR_NOBODY,
    ...elsewhere.flatMap((namespace) => ['get secrets', 'create pods'].map((act) => readAct(act, namespace))),
    ...[...account.namespaces].flatMap(([namespace, role]) => ACTS_IN[role].map((act) => readAct(act, namespace))),
  ];
  const verdicts = await Promise.all(acts.map(async (act) => ({ act, allowed: await isAllowed(plane, account, act) })));
  const allowed = verdicts.filter((verdict) => verdict.allowed);
  return { asked: acts.length, problems: allowed.map(({ act }) => `${account.name} may ${describeAct(act)}`) };
}

/** Tries three of the acts, because an authorizer may refuse in a review and a request may still succeed. */
export async function tryForbiddenActs(plane: ControlPlane, account: Account): Promise<ForbiddenActs> {
  const [namespace = ''] = [...account.namespaces.keys()];
  const subject = { kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'system:authenticated' };
  const binding = {
    metadata: { name: 'way-up' },
    subjects: [subject],
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
  };
  const requests = [
    { path: `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}/rolebindings`, body: binding },
    { path: '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', body: binding },
    { path: '/api/v1/namespaces/kube-system/pods', body: { metadata: { name: 'way-in' }, spec: {} } },
  ];
  const send = await senderOf(plane, account);
  const answers = await Promise.all(
    requests.map(async ({ path, body }) => ({ path, status: await send(`${path}?dryRun=All`, body) })),
  );
  const passed = answers.filter(({ status }) => status !== 403);
  const problems = passed.map(({ path, status }) => `${account.name}: POST ${path} was answered with ${status}`);
  return { asked: requests.length, problems };
}

/** Service accounts send their own token, as their pods do; people are impersonated. */
async function senderOf(
  plane: ControlPlane,
  account: Account,
): Promise<(path: string, body: object) => Promise<number>> {
  if (account.kind === 'Group') {
    return async (path, body) => (await plane.request('POST', path, body, impersonation(account))).status;
  }
  const [, , namespace, name] = account.user.split(':');
  const { body: issued } = await plane.request<{ readonly status: { readonly token: string } }>(
    'POST',
    `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`,
    { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} },
  );
  return async (path, body) => {
    const client = plane.clientWith(issued.status.token);
    return (await client.request('POST', path, body).finally(() => client.close())).status;
  };
}

async function isAllowed(plane: ControlPlane, account: Account, { verb, target, namespace }: Act): Promise<boolean> {
  const [path = '', ...group] = target.split('.');
  const [resource, subresource] = path.split('/');
  const { body } = await plane.request<AccessReview>('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: {
      user: account.user,
      groups: account.groups,
      resourceAttributes: { verb, group: group.join('.'), resource, subresource, namespace },
    },
  });
  return body.status.allowed;
}

function readAct(act: string, namespace: string): Act {
  const [verb = '', target = ''] = act.split(' ');
  return { verb, target, namespace };
}

function describeAct({ verb, target, namespace }: Act): string {
  return `${verb} ${target}${namespace === undefined ? '' : ` in '${namespace}'`}`;
}
