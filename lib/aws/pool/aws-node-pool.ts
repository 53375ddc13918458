import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { addDiskKeyGrant } from './disk-key-grant';
import { planGroups } from './group-plan';
import { ImagePromotion } from './image-promotion';
import { NodeLaunchTemplate } from './node-launch-template';
import type { NodePoolProps } from './node-pool-props';
import { NodeRole } from './node-role';
import { NodeScalingGroup } from './node-scaling-group';
import { promotionOf } from './pool-promotion';

/**
 * A self-managed pool: a launch template and Auto Scaling groups that this stack owns, so that nodes are tuned and tainted when
 * they register and may reboot in place. There is one group where the pool's size is a total, and one per zone where it is
 * counted per zone.
 *
 * The names of role, template and groups contain the pool's name: renaming the pool makes a new pool beside the old one.
 */
export class AwsNodePool extends Construct {
  /** Role with the permissions of the nodes. Pods get further permissions through pod identity, not through this role. */
  readonly role: NodeRole;
  /** The launch template that all groups of the pool share. */
  readonly launchTemplate: NodeLaunchTemplate;
  /** The groups in the order of the zones. Balancers attach to the name of each group's `resource`. */
  readonly groups: readonly NodeScalingGroup[];
  /** Names of the Auto Scaling groups, as Terraform references. */
  readonly groupNames: readonly string[];
  /**
   * Resources that everything that needs nodes depends on. They exist once instances launch, which is minutes before the nodes
   * are Ready.
   */
  readonly members: readonly ITerraformDependable[];
  /** Gives the pool new images on a schedule; undefined where the image changes only by an edit of the input. */
  readonly promotion: ImagePromotion | undefined;

  constructor(scope: Construct, id: string, props: NodePoolProps) {
    super(scope, id);
    const { pool } = props;
    this.role = new NodeRole(this, 'role', { pool, clusterName: props.cluster.name });
    const accessEntry = this.addAccessEntry(props);
    this.launchTemplate = new NodeLaunchTemplate(this, 'launch-template', {
      ...props,
      instanceProfileArn: this.addInstanceProfile().arn,
      instanceType: pool.machine.type,
    });
    const grant = addDiskKeyGrant(this, pool);
    this.groups = planGroups(pool).map(
      (plan) =>
        new NodeScalingGroup(this, plan.id, {
          ...props,
          plan,
          launchTemplate: this.launchTemplate,
          after: [this.role.policy, accessEntry, ...grant],
        }),
    );
    this.groupNames = this.groups.map((group) => group.resource.name);
    this.members = this.groups.map((group) => group.resource);
    this.promotion = this.addPromotion(props);
  }

  private addPromotion({ pool }: NodePoolProps): ImagePromotion | undefined {
    const promotion = promotionOf(pool);
    const { imageParameter } = this.launchTemplate;
    if (promotion === undefined || imageParameter === undefined) return undefined;
    return new ImagePromotion(this, 'promotion', { pool, promotion, imageParameter });
  }

  private addInstanceProfile(): IamInstanceProfile {
    return new IamInstanceProfile(this, 'instance-profile', { name: this.role.name, role: this.role.resource.name });
  }

  private addAccessEntry({ cluster }: NodePoolProps): EksAccessEntry {
    const role = this.role.resource;
    return new EksAccessEntry(this, 'access-entry', {
      clusterName: cluster.name,
      principalArn: role.arn,
      type: 'EC2_LINUX',
      // EKS stores the unique id of the role, so that a role created anew under the same ARN is refused until its access entry is
      // replaced.
      lifecycle: { replaceTriggeredBy: [`${role.terraformResourceType}.${role.friendlyUniqueId}.unique_id`] },
    });
  }
}
