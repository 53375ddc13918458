import { type App, Chart } from 'cdk8s';
import { RebootCoordinatorAccess } from '../kubernetes/reboot-coordinator/reboot-coordinator-access';
import type { ClusterSpec } from '../specs/cluster/cluster-spec';

/** What the reboot coordinators of a cluster may do; band `00-`, so that the bounds stand before the daemons. */
export class RebootCoordinatorAccessChart extends Chart {
  constructor(scope: App, cluster: ClusterSpec) {
    super(scope, '00-reboot-coordinator-access');
    new RebootCoordinatorAccess(this, 'RebootCoordinatorAccess', { cluster });
  }
}
