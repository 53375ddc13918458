import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import type { NodePoolSpec } from '../../specs/pool/node-pool-spec';
import { addAdmissionPolicy } from '../admission/admission-policy';
import { coordinatedPools, REBOOT_COORDINATOR_ACCESS, rebootCoordinatorName } from './reboot-coordinator-names';
import { renderLockPolicy, renderNodePolicy } from './reboot-coordinator-policies';

/** What {@link RebootCoordinatorAccess} needs. */
export interface RebootCoordinatorAccessProps {
  /** A cluster with a pool whose reboots are coordinated. */
  readonly cluster: ClusterSpec;
}

const RBAC = 'rbac.authorization.k8s.io';

/**
 * Rights of the coordinators of a cluster: to drain, cordon and label the node that they run on, and to write the lock of their
 * pool.
 *
 * RBAC cannot express "own node" or "one annotation", therefore admission policies do; they come first in the file, before the
 * rights that they limit. No policy can limit evictions, because an eviction request does not name the node of its pod.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export class RebootCoordinatorAccess extends Construct {
  /** The admission policies, on nodes and on DaemonSets. */
  readonly policies: readonly ApiObject[];

  constructor(scope: Construct, id: string, { cluster }: RebootCoordinatorAccessProps) {
    super(scope, id);
    const pools = coordinatedPools(cluster).map(({ pool }) => pool);
    this.policies = [
      addAdmissionPolicy(this, {
        id: 'NodesPolicy',
        name: `${REBOOT_COORDINATOR_ACCESS}-nodes`,
        spec: renderNodePolicy(cluster),
      }),
      addAdmissionPolicy(this, {
        id: 'LockPolicy',
        name: `${REBOOT_COORDINATOR_ACCESS}-lock`,
        spec: renderLockPolicy(cluster),
      }),
    ];
    for (const pool of pools) this.addAccount(pool);
    this.addDrainRole(pools);
    for (const pool of pools) this.addLockRole(pool);
  }

  private addAccount(pool: NodePoolSpec): void {
    new k8s.KubeServiceAccount(this, `ServiceAccount-${pool.name}`, {
      metadata: { name: rebootCoordinatorName(pool), namespace: PLATFORM_NAMESPACE },
      // The token is not mounted into every pod of the account, because the coordinator's pods request it themselves.
      automountServiceAccountToken: false,
    });
  }

  /**
   * Rights for the calls of kured and of its drain library, kubectl 0.36; it would delete pods only where a server does not
   * support eviction.
   */
  private addDrainRole(pools: readonly NodePoolSpec[]): void {
    const metadata = { name: REBOOT_COORDINATOR_ACCESS };
    new k8s.KubeClusterRole(this, 'ClusterRole', {
      metadata,
      rules: [
        { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'patch'] },
        { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
        { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] },
        // The drain reads DaemonSets, because it leaves the pods of an existing DaemonSet alone.
        { apiGroups: ['apps'], resources: ['daemonsets'], verbs: ['get'] },
      ],
    });
    new k8s.KubeClusterRoleBinding(this, 'ClusterRoleBinding', {
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: REBOOT_COORDINATOR_ACCESS },
      subjects: pools.map(renderSubject),
    });
  }

  private addLockRole(pool: NodePoolSpec): void {
    const name = rebootCoordinatorName(pool);
    const metadata = { name, namespace: PLATFORM_NAMESPACE };
    new k8s.KubeRole(this, `Role-${pool.name}`, {
      metadata,
      rules: [{ apiGroups: ['apps'], resources: ['daemonsets'], resourceNames: [name], verbs: ['update'] }],
    });
    new k8s.KubeRoleBinding(this, `RoleBinding-${pool.name}`, {
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'Role', name },
      subjects: [renderSubject(pool)],
    });
  }
}

function renderSubject(pool: NodePoolSpec): k8s.Subject {
  return { kind: 'ServiceAccount', name: rebootCoordinatorName(pool), namespace: PLATFORM_NAMESPACE };
}
