import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import { addAdmissionPolicy } from '../admission/admission-policy';
import { NODE_TUNER_ACCESS, NODE_TUNER_ACCOUNT } from './node-tuner-names';
import { renderTunerPolicy } from './node-tuner-policy';

/** What {@link NodeTunerAccess} needs. */
export interface NodeTunerAccessProps {
  /** A cluster with a pool whose plan needs the tuner. */
  readonly cluster: ClusterSpec;
}

/**
 * Rights of the tuners of a cluster: to read nodes, and to remove the startup taint of their own pool from their own node.
 *
 * RBAC cannot express "own node" or "one taint", therefore an admission policy does. The policy comes first in the file, so that
 * an apply in order never grants the right without its limit.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export class NodeTunerAccess extends Construct {
  /** The admission policy. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, { cluster }: NodeTunerAccessProps) {
    super(scope, id);
    this.resource = addAdmissionPolicy(this, {
      id: 'Policy',
      name: NODE_TUNER_ACCESS,
      spec: renderTunerPolicy(cluster),
    });
    this.addAccount();
    this.addRole();
  }

  private addAccount(): void {
    new k8s.KubeServiceAccount(this, 'ServiceAccount', {
      metadata: { name: NODE_TUNER_ACCOUNT, namespace: PLATFORM_NAMESPACE },
      // The token is not mounted into every pod of the account, because the tuner's pods request it themselves.
      automountServiceAccountToken: false,
    });
  }

  private addRole(): void {
    const metadata = { name: NODE_TUNER_ACCESS };
    new k8s.KubeClusterRole(this, 'ClusterRole', {
      metadata,
      rules: [{ apiGroups: [''], resources: ['nodes'], verbs: ['get', 'patch'] }],
    });
    new k8s.KubeClusterRoleBinding(this, 'ClusterRoleBinding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: NODE_TUNER_ACCESS },
      subjects: [{ kind: 'ServiceAccount', name: NODE_TUNER_ACCOUNT, namespace: PLATFORM_NAMESPACE }],
    });
  }
}
