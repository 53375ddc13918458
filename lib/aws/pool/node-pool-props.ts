import type { ITerraformDependable } from 'cdktf';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import type { IAwsNetwork } from '../aws-network-contract';
import type { IEksCluster } from '../eks-cluster-contract';

/** Properties of a pool of nodes, whether this stack or EKS owns its Auto Scaling groups. */
export interface NodePoolProps {
  /** The cluster that the nodes join. */
  readonly cluster: IEksCluster;
  /** Gives the private subnets of the pool's zones. */
  readonly network: IAwsNetwork;
  /** The pool's spec. Its name is part of physical names: changing it makes a new pool. */
  readonly pool: AwsNodePoolSpec;
  /** Security groups of the node interfaces; exactly one of them may carry `kubernetes.io/cluster/<name>`. A change rolls the pool. */
  readonly securityGroupIds: readonly string[];
  /**
   * Tags of the instances that a group launches, because the provider's default tags do not reach them. A change is made in place
   * and counts for instances that launch afterwards. Of these tags, volumes and interfaces carry only `keelson-environment`.
   * @default - only the name and the cluster
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Resources by which a program that drains nodes hears of instances in the terminate hook. The hook is made after them and goes before
   * them, because an instance that nobody hears of waits for the whole heartbeat.
   * @default - none
   */
  readonly drainedBy?: readonly ITerraformDependable[];
}
