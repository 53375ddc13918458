import type { AwsClusterInput } from '../../../lib/specs/cluster/aws/aws-cluster-input';
import {
  type AutoscaledCluster,
  autoscaledCluster,
} from '../../../lib/specs/cluster/controllers/cluster-autoscaler-spec';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { onlyCluster } from '../../fixtures/manifests';

/** The pool on which the autoscaler runs. */
export const SYSTEM = awsPool({ name: 'system', purpose: 'system' });

/** The pool that it scales. */
export const SCALED = awsPool({ scaling: { kind: 'cluster-autoscaler' } });

/** A cluster in which keelson installs the autoscaler with its defaults, with overrides. */
export function autoscaled(overrides: Partial<AwsClusterInput> = {}): AutoscaledCluster {
  const input = { pools: [SYSTEM, SCALED], controllers: { clusterAutoscaler: {} }, ...overrides };
  const found = autoscaledCluster(onlyCluster(awsEnvironment({ clusters: [awsCluster(input)] })));
  if (found === undefined) throw new Error('nobody installs an autoscaler');
  return found;
}
