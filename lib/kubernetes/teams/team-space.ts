import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import type { TeamInput } from '../../specs/workload/team-input';
import { renderPodSecurityLabels } from '../cluster/pod-security-labels';
import { PRIORITY_CLASS_NAMES, SYSTEM_CRITICAL_CLASS_NAMES } from '../cluster/priority-classes';
import { renderTeamNetworkPolicies } from './team-network-policies';
import { TEAM_ROLE_NAMES, type TeamRole } from './team-roles';

const { Quantity } = kplus.k8s;

/** Properties of {@link TeamSpace}. */
export interface TeamSpaceProps {
  /** The cluster, whose datapath and address plan decide the network policies. */
  readonly cluster: ClusterSpec;
  /** A team of the cluster. */
  readonly team: Required<TeamInput>;
}

/**
 * The namespace of a team, with the objects that limit its pods (Pod Security, quotas, network policies) and the rights of its members.
 */
export class TeamSpace extends Construct {
  /** The Namespace, named as the team. */
  readonly resource: ApiObject;
  private readonly cluster: ClusterSpec;
  private readonly team: Required<TeamInput>;

  constructor(scope: Construct, id: string, props: TeamSpaceProps) {
    super(scope, id);
    this.cluster = props.cluster;
    this.team = props.team;
    this.resource = this.addNamespace();
    this.addQuota();
    this.addPriorityQuota();
    this.addContainerDefaults();
    this.addNetworkPolicies();
    this.addDefaultServiceAccount();
    this.addRoleBinding('edit');
    this.addRoleBinding('view');
  }

  private addNamespace(): ApiObject {
    const labels = renderPodSecurityLabels(this.team.podSecurity, this.cluster.kubernetesVersion);
    const namespace = new kplus.Namespace(this, 'Namespace', { metadata: { name: this.team.name, labels } });
    return ApiObject.of(namespace);
  }

  private addQuota(): void {
    const { cpu, memory, pods } = this.team.quota;
    new kplus.k8s.KubeResourceQuota(this, 'Quota', {
      metadata: this.named('team'),
      spec: {
        hard: {
          'requests.cpu': Quantity.fromString(cpu),
          'requests.memory': Quantity.fromString(memory),
          pods: Quantity.fromString(String(pods)),
          // A load balancer for each Service would cost money and bypass the shared ingress; node ports are reserved for the platform.
          'services.loadbalancers': Quantity.fromString('0'),
          'services.nodeports': Quantity.fromString('0'),
        },
      },
    });
  }

  /** Forbids pods with priority classes of the platform, because such pods could preempt those of the platform and of other teams. */
  private addPriorityQuota(): void {
    const values = [...SYSTEM_CRITICAL_CLASS_NAMES, PRIORITY_CLASS_NAMES.platform, PRIORITY_CLASS_NAMES.traffic];
    new kplus.k8s.KubeResourceQuota(this, 'PriorityQuota', {
      metadata: this.named('no-platform-priorities'),
      spec: {
        hard: { pods: Quantity.fromString('0') },
        scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values }] },
      },
    });
  }

  /** Default requests, and a default limit of memory only, because a CPU limit would throttle pods even on idle nodes. */
  private addContainerDefaults(): void {
    const { cpu, memory } = this.team.containerDefaults;
    new kplus.k8s.KubeLimitRange(this, 'ContainerDefaults', {
      metadata: this.named('container-defaults'),
      spec: {
        limits: [
          {
            type: 'Container',
            defaultRequest: { cpu: Quantity.fromString(cpu), memory: Quantity.fromString(memory) },
            default: { memory: Quantity.fromString(memory) },
          },
        ],
      },
    });
  }

  private addNetworkPolicies(): void {
    for (const { name, spec } of renderTeamNetworkPolicies(this.cluster, this.team)) {
      new kplus.k8s.KubeNetworkPolicy(this, name, { metadata: this.named(name), spec });
    }
  }

  /** The default service account without a mounted token, because most pods never call the API. */
  private addDefaultServiceAccount(): void {
    new kplus.ServiceAccount(this, 'DefaultServiceAccount', { metadata: this.named('default'), automountToken: false });
  }

  /**
   * The binding is rendered without groups too, because an apply deletes nothing and a binding that is no longer rendered would stay in
   * force. It then has no list of subjects, because an API server drops an empty list and every apply would change the object again.
   */
  private addRoleBinding(role: TeamRole): void {
    const groups = this.team.groups.filter((group) => group.role === role);
    const subjects = groups.map(({ name }) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name }));
    new kplus.k8s.KubeRoleBinding(this, `${role}-binding`, {
      metadata: this.named(`team-${role}`),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: TEAM_ROLE_NAMES[role] },
      ...(subjects.length > 0 && { subjects }),
    });
  }

  private named(name: string): { readonly name: string; readonly namespace: string } {
    return { name, namespace: this.team.name };
  }
}
