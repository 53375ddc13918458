import { EksAddon, type EksAddonPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-addon';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { AwsClusterSpec } from '../../specs/cluster/cluster-spec';
import type { PodIdentityRole } from '../pod-identity-role';

/** Namespace of every add-on that EKS manages here. */
export const ADDON_NAMESPACE = 'kube-system';

/** What {@link addManagedAddon} is made from. */
export interface ManagedAddonProps {
  /** Its platform has the add-on's version. */
  readonly cluster: AwsClusterSpec;
  /** `vpc-cni`; also the construct's id. Changing it replaces the add-on. */
  readonly name: string;
  /** @default - the add-on's own configuration */
  readonly configuration?: Readonly<Record<string, unknown>>;
  /**
   * Gives the add-on's service account an IAM role, through the add-on, which so exists before the first pod.
   * @default - no AWS permissions
   */
  readonly identity?: { readonly serviceAccount: string; readonly role: PodIdentityRole };
  /** What must stand before the add-on: the control plane, or pools that its pods need. */
  readonly after: readonly ITerraformDependable[];
  /**
   * Whether removing the resource leaves the add-on's objects running in the cluster.
   * @default false
   */
  readonly preserve?: boolean;
}

/**
 * Adds an EKS add-on at the version that the spec has for it.
 *
 * Conflicts are overwritten at creation and at updates: the specs own the configuration, and an edit by hand that survived
 * updates would make what runs differ from what was reviewed.
 */
export function addManagedAddon(scope: Construct, props: ManagedAddonProps): EksAddon {
  const { cluster, name, configuration, identity } = props;
  return new EksAddon(scope, name, {
    clusterName: cluster.physicalName,
    addonName: name,
    addonVersion: cluster.controlPlane.addonVersions[name],
    configurationValues: configuration === undefined ? undefined : JSON.stringify(configuration),
    resolveConflictsOnCreate: 'OVERWRITE',
    resolveConflictsOnUpdate: 'OVERWRITE',
    preserve: props.preserve ?? false,
    podIdentityAssociation: identity === undefined ? undefined : [renderAssociation(identity)],
    dependsOn: [...props.after, ...(identity?.role.attachments ?? [])],
  });
}

function renderAssociation(identity: NonNullable<ManagedAddonProps['identity']>): EksAddonPodIdentityAssociation {
  return { roleArn: identity.role.roleArn, serviceAccount: identity.serviceAccount };
}
