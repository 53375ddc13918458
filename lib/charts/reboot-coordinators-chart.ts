import { type App, Chart } from 'cdk8s';
import { RebootCoordinator } from '../kubernetes/reboot-coordinator/reboot-coordinator';
import { coordinatedPools } from '../kubernetes/reboot-coordinator/reboot-coordinator-names';
import type { ClusterSpec } from '../specs/cluster/cluster-spec';

/** A kured with a lock of its own for every pool whose reboots are coordinated; band `20-`, node agents. */
export class RebootCoordinatorsChart extends Chart {
  constructor(scope: App, cluster: ClusterSpec) {
    super(scope, '20-reboot-coordinator');
    for (const coordinated of coordinatedPools(cluster)) {
      new RebootCoordinator(this, coordinated.pool.name, coordinated);
    }
  }
}
