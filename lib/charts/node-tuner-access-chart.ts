import { type App, Chart } from 'cdk8s';
import { NodeTunerAccess } from '../kubernetes/node-tuner/node-tuner-access';
import type { ClusterSpec } from '../specs/cluster/cluster-spec';

/** What the tuners of a cluster may do; band `00-`, so that the bound stands before the daemon. */
export class NodeTunerAccessChart extends Chart {
  constructor(scope: App, cluster: ClusterSpec) {
    super(scope, '00-node-tuner-access');
    new NodeTunerAccess(this, 'NodeTunerAccess', { cluster });
  }
}
