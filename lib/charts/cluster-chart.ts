import { type App, Chart } from 'cdk8s';
import { DefaultStorageClass } from '../kubernetes/cluster/default-storage-class';
import { PriorityClasses } from '../kubernetes/cluster/priority-classes';
import { TeamRoles } from '../kubernetes/teams/team-roles';
import type { ClusterSpec } from '../specs/cluster/cluster-spec';

/** What belongs to no namespace: priority classes, the roles that teams are bound to, the default StorageClass. */
export class ClusterChart extends Chart {
  constructor(scope: App, cluster: ClusterSpec) {
    super(scope, '00-cluster');
    new PriorityClasses(this, 'PriorityClasses');
    new TeamRoles(this, 'TeamRoles');
    if (cluster.cloud === 'aws') new DefaultStorageClass(this, 'DefaultStorageClass');
  }
}
