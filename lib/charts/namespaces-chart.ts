import { type App, Chart } from 'cdk8s';
import { PlatformNamespace } from '../kubernetes/cluster/platform-namespace';
import type { ClusterSpec } from '../specs/cluster/cluster-spec';

/** Namespaces of the platform itself. */
export class NamespacesChart extends Chart {
  constructor(scope: App, cluster: ClusterSpec) {
    super(scope, '00-namespaces');
    new PlatformNamespace(this, 'Platform', { cluster });
  }
}
