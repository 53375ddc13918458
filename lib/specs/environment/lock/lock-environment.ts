import { lockCluster } from '../../cluster/lock/lock-cluster';
import type { StateSpec } from '../environment-fields';
import type { ResolvedEnvironment } from '../resolved-environment';
import { type StackLayer, stackName } from '../stack-names';
import { lockIngress } from './locked-ingress';
import type { LockedEnvironment } from './platform-lock';

const LAYERS: readonly StackLayer[] = ['foundation', 'platform'];

/** The lock entry of an environment as it is now. */
export function lockEnvironment(environment: ResolvedEnvironment): LockedEnvironment {
  return {
    account: environment.account,
    state: renderStatePlace(environment.state),
    clusters: Object.fromEntries(
      environment.clusters.map((cluster) => {
        const stacks = LAYERS.map((layer) => stackName(environment, cluster, layer));
        return [cluster.name, lockCluster(cluster, stacks)];
      }),
    ),
    ...lockIngresses(environment),
  };
}

function lockIngresses({ ingress }: ResolvedEnvironment): Pick<LockedEnvironment, 'ingress'> {
  if (ingress.length === 0) return {};
  return { ingress: Object.fromEntries(ingress.map((each) => [each.name, lockIngress(each)])) };
}

/** Address of the place where Terraform's states are: `s3://bucket/prefix`. */
export function renderStatePlace(state: StateSpec): string {
  switch (state.kind) {
    case 'local':
      return 'local';
    case 's3':
      return `s3://${state.bucket}/${state.keyPrefix}`;
    case 'gcs':
      return `gs://${state.bucket}/${state.prefix}`;
  }
}
