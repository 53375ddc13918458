import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { TeamInput } from '../../specs/workload/team-input';

/** Role of a group in the namespace of its team. */
export type TeamRole = TeamInput['groups'][number]['role'];

/** Names of the ClusterRoles that RoleBindings give to teams, in the team's own namespace only. */
export const TEAM_ROLE_NAMES: Readonly<Record<TeamRole, string>> = {
  edit: 'keelson-team-edit',
  view: 'keelson-team-view',
};

/**
 * Labels that add the rules of a ClusterRole to a team role, for example for custom resources that teams may use. The role `edit`
 * includes the rules of `view`.
 */
export const TEAM_ROLE_LABELS: Readonly<Record<TeamRole, string>> = {
  edit: 'keelson.dev/aggregate-to-team-edit',
  view: 'keelson.dev/aggregate-to-team-view',
};

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'update', 'patch', 'delete', 'deletecollection'];

/** Rules to read the objects of a namespace except Secrets, because a reader must not get credentials. */
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
 * Rules to change the objects of a namespace. Deliberately left out: roles and bindings (a team could extend its rights), quotas and
 * limit ranges (a team could raise its share), network policies (the model decides about connections), DaemonSets (they use capacity of
 * all nodes), tokens and impersonation of service accounts, and endpoints (a team could redirect the traffic of others).
 */
const EDIT_RULES: k8s.PolicyRule[] = [
  rule('', WRITE, ['configmaps', 'persistentvolumeclaims', 'pods', 'serviceaccounts', 'services']),
  // A team that starts pods can mount every Secret of the namespace anyway, so that a refusal to read them would protect nothing.
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
 * Kubernetes' own role `edit` is not used, because it may write network policies, with which a team could allow traffic that the model
 * denies, may impersonate service accounts and issue their tokens, and gets the rules that any add-on aggregates to it.
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

  /** Rendered without `rules`, which the control plane fills in, because an empty list would clear the role on every apply. */
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
