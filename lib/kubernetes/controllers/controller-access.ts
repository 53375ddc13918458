import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { PLATFORM_NAMESPACE } from '../../specs/labels';

const RBAC = 'rbac.authorization.k8s.io';

/** Properties of {@link addControllerAccess}. */
export interface ControllerAccessProps {
  /** Name of the service account. */
  readonly name: string;
  /** Rights in the whole cluster. */
  readonly inCluster: readonly k8s.PolicyRule[];
  /** Rights in the platform's namespace alone. @default - none, and no Role */
  readonly inNamespace?: readonly k8s.PolicyRule[];
}

/** Adds the service account of a controller with its rights, and returns the account. */
export function addControllerAccess(scope: Construct, props: ControllerAccessProps): k8s.KubeServiceAccount {
  const account = new k8s.KubeServiceAccount(scope, 'ServiceAccount', {
    metadata: { name: props.name, namespace: PLATFORM_NAMESPACE },
    // The token is not mounted into every pod of the account, because the controller's pods request it themselves.
    automountServiceAccountToken: false,
  });
  addClusterRole(scope, props);
  if (props.inNamespace !== undefined) addRole(scope, props.name, props.inNamespace);
  return account;
}

/** Renders a right on resources of an API group; the group of the core is empty. */
export function renderRight(apiGroup: string, resources: readonly string[], verbs: readonly string[]): k8s.PolicyRule {
  return { apiGroups: [apiGroup], resources: [...resources], verbs: [...verbs] };
}

/** The cluster-wide objects have a prefix of keelson's own, because somebody else's controller may have the plain name. */
function addClusterRole(scope: Construct, { name, inCluster }: ControllerAccessProps): void {
  const role = `keelson-${name}`;
  const metadata = { name: role };
  new k8s.KubeClusterRole(scope, 'ClusterRole', { metadata, rules: [...inCluster] });
  new k8s.KubeClusterRoleBinding(scope, 'ClusterRoleBinding', {
    metadata,
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
    subjects: [renderSubject(name)],
  });
}

function addRole(scope: Construct, name: string, rules: readonly k8s.PolicyRule[]): void {
  const metadata = { name, namespace: PLATFORM_NAMESPACE };
  new k8s.KubeRole(scope, 'Role', { metadata, rules: [...rules] });
  new k8s.KubeRoleBinding(scope, 'RoleBinding', {
    metadata,
    roleRef: { apiGroup: RBAC, kind: 'Role', name },
    subjects: [renderSubject(name)],
  });
}

function renderSubject(name: string): k8s.Subject {
  return { kind: 'ServiceAccount', name, namespace: PLATFORM_NAMESPACE };
}
