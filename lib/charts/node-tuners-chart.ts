import { type App, Chart } from 'cdk8s';
import { NodeTuner } from '../kubernetes/node-tuner/node-tuner';
import type { ClusterSpec } from '../specs/cluster/cluster-spec';
import { needsTuner } from '../specs/kernel/kernel-plan';

/** A tuner for every pool whose plan needs one; band `20-`, node agents. */
export class NodeTunersChart extends Chart {
  constructor(scope: App, cluster: ClusterSpec) {
    super(scope, '20-node-tuner');
    for (const pool of cluster.pools.filter(({ kernel }) => needsTuner(kernel))) {
      new NodeTuner(this, pool.name, { cluster, pool });
    }
  }
}
