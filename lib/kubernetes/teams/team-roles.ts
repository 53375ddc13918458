import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { TeamInput } from '../../specs/workload/team-input';

/** A group's role in its team's namespace. */
export type TeamRole = TeamInput['groups'][number]['role'];

/** Names of the ClusterRoles that teams are bound to, in their own namespace only. */
export const TEAM_ROLE_NAMES: Readonly<Record<TeamRole, string>> = {
  edit: 'keelson-team-edit',
  view: 'keelson-team-view',
};

/**
 * Labels that add the rules of a ClusterRole to a team role. Whoever brings custom resources that teams may use labels
 * a role of his own; `edit` takes in what `view` has.
 */
export const TEAM_ROLE_LABELS: Readonly<Record<TeamRole, string>> = {
  edit: 'keelson.dev/aggregate-to-team-edit',
  view: 'keelson.dev/aggregate-to-team-view',
};

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'update', 'patch', 'delete', 'deletecollection'];

/** Everything of a namespace but Secrets: whoever may only look must not collect credentials. */
const VIEW_RULES: k8s.PolicyRule[] = [
  rule('', READ, [
    'configmaps',
    'endpoints',
    'events',
    'limitranges',
    'persistentvolumeclaims',
    'pods',
    'pods/log',
    'pods/status',
    'replicationcontrollers',
    'resourcequotas',
    'serviceaccounts',
    'services',
  ]),
  rule('apps', READ, ['daemonsets', 'deployments', 'replicasets', 'statefulsets']),
  rule('autoscaling', READ, ['horizontalpodautoscalers']),
  rule('batch', READ, ['cronjobs', 'jobs']),
  rule('discovery.k8s.io', READ, ['endpointslices']),
  rule('metrics.k8s.io', ['get', 'list'], ['pods']),
  rule('networking.k8s.io', READ, ['ingresses', 'networkpolicies']),
  rule('policy', READ, ['poddisruptionbudgets']),
  rule('rbac.authorization.k8s.io', READ, ['rolebindings', 'roles']),
];

/**
 * What a team changes in its namespace. Left out on purpose: roles and bindings (no way up), quotas and limit ranges
 * (the team's share), network policies (who may connect is reviewed in the model), DaemonSets (they take room on nodes
 * of everybody), tokens of and impersonation of service accounts, endpoints (traffic of others could be caught).
 */
const EDIT_RULES: k8s.PolicyRule[] = [
  rule('', WRITE, ['configmaps', 'persistentvolumeclaims', 'pods', 'serviceaccounts', 'services']),
  // Whoever starts pods can mount every Secret of the namespace; refusing to read them would only look safer.
  rule('', [...READ, ...WRITE], ['secrets']),
  rule('', ['create'], ['pods/eviction', 'pods/exec', 'pods/portforward']),
  rule('', ['get', 'update', 'patch'], ['pods/ephemeralcontainers']),
  rule('apps', WRITE, ['deployments', 'statefulsets']),
  rule('apps', ['get', 'update', 'patch'], ['deployments/scale', 'statefulsets/scale']),
  rule('autoscaling', WRITE, ['horizontalpodautoscalers']),
  rule('batch', WRITE, ['cronjobs', 'jobs']),
  rule('networking.k8s.io', WRITE, ['ingresses']),
  rule('policy', WRITE, ['poddisruptionbudgets']),
];

/**
 * The two roles that teams can have in their namespaces.
 *
 * The built-in `edit` is not used: it writes network policies, so a team could open what the model closes; it
 * impersonates service accounts and issues their tokens; and it grows by whatever any add-on aggregates to it.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
 */
export class TeamRoles extends Construct {
  /** The aggregated roles. */
  readonly resources: Readonly<Record<TeamRole, k8s.KubeClusterRole>>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.addRules('view', VIEW_RULES);
    this.addRules('edit', EDIT_RULES);
    this.resources = {
      edit: this.addAggregate('edit', ['edit', 'view']),
      view: this.addAggregate('view', ['view']),
    };
  }

  private addRules(role: TeamRole, rules: k8s.PolicyRule[]): void {
    new k8s.KubeClusterRole(this, `${role}-rules`, {
      metadata: { name: `${TEAM_ROLE_NAMES[role]}-rules`, labels: { [TEAM_ROLE_LABELS[role]]: 'true' } },
      rules,
    });
  }

  /** Without `rules`, which the control plane fills in: an empty list in the manifest would empty the role on every apply. */
  private addAggregate(role: TeamRole, sources: TeamRole[]): k8s.KubeClusterRole {
    return new k8s.KubeClusterRole(this, role, {
      metadata: { name: TEAM_ROLE_NAMES[role] },
      aggregationRule: {
        clusterRoleSelectors: sources.map((source) => ({ matchLabels: { [TEAM_ROLE_LABELS[source]]: 'true' } })),
      },
    });
  }
}

function rule(apiGroup: string, verbs: string[], resources: string[]): k8s.PolicyRule {
  return { apiGroups: [apiGroup], resources, verbs };
}
