import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { DiskKeyAccess } from '../../google/disk-key-access';
import { GkeNodePool } from '../../google/gke-node-pool';
import { GoogleGroup } from '../../google/group/google-group';
import { MigAutoscaler } from '../../google/mig-autoscaler';
import type { GoogleClusterSpec } from '../../specs/cluster/cluster-spec';
import type { EnvironmentSpec } from '../../specs/environment/environment-spec';
import { stackName } from '../../specs/environment/stack-names';
import { addStateBackend } from '../state-backend';
import { addGoogleProvider, addUnlabelledProvider } from './add-google-provider';
import type { GoogleFoundationStack } from './google-foundation-stack';

/** Properties of {@link GooglePlatformStack}. */
export interface GooglePlatformStackProps {
  /** The environment, which names the stack and states where its state is stored. */
  readonly environment: EnvironmentSpec;
  /** A cluster of the environment. */
  readonly cluster: GoogleClusterSpec;
  /** The foundation of the cluster, read through its remote state; it must be deployed first. */
  readonly foundation: GoogleFoundationStack;
}

/** The part of a cluster that changes often: its pools, and its groups of machines that are no nodes. */
export class GooglePlatformStack extends TerraformStack {
  /** Pools by name; load balancers attach to them. */
  readonly pools: ReadonlyMap<string, GkeNodePool>;
  /** Groups of machines that are no nodes, by name; load balancers attach to them. */
  readonly groups: ReadonlyMap<string, GoogleGroup>;

  constructor(scope: Construct, props: GooglePlatformStackProps) {
    const { environment, cluster, foundation } = props;
    const name = stackName(environment, cluster, 'platform');
    super(scope, name);
    addGoogleProvider(this, cluster);
    addStateBackend(this, environment.state, name);
    this.addDependency(foundation);
    const diskKeys = new DiskKeyAccess(this, 'disk-keys', { cluster });
    const { controlPlane } = foundation;
    this.pools = new Map(
      cluster.pools.map((pool) => {
        const nodePool = new GkeNodePool(this, `pool-${pool.name}`, {
          cluster: controlPlane,
          pool,
          resourceLabels: cluster.environment.tags,
          after: diskKeys.of(pool),
        });
        if (pool.scaling.kind === 'instance-group') {
          new MigAutoscaler(this, `autoscaler-${pool.name}`, { cluster: controlPlane, pool, nodePool });
        }
        // A balancer can then attach to the pool, or let go of it, by a deploy of its own stack alone.
        if (environment.ingress.length > 0) nodePool.exportInstanceGroups();
        return [pool.name, nodePool];
      }),
    );
    this.groups = this.addGroups(props, diskKeys);
  }

  private addGroups(
    { cluster, foundation }: GooglePlatformStackProps,
    diskKeys: DiskKeyAccess,
  ): ReadonlyMap<string, GoogleGroup> {
    if (cluster.groups.length === 0) return new Map();
    const { network, controlPlane: nodes } = foundation;
    const labelProvider = addUnlabelledProvider(this, cluster);
    const common = { cluster, network, nodes, labelProvider, labels: cluster.environment.tags };
    return new Map(
      cluster.groups.map((group) => [
        group.name,
        new GoogleGroup(this, `group-${group.name}`, { ...common, group, after: diskKeys.ofGroup(group) }),
      ]),
    );
  }
}
