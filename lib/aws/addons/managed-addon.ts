import { EksAddon, type EksAddonPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-addon';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { AwsClusterSpec } from '../../specs/cluster/cluster-spec';
import type { PodIdentityRole } from '../pod-identity-role';

/** Namespace of all EKS add-ons here. */
export const ADDON_NAMESPACE = 'kube-system';

/** What {@link addManagedAddon} is made from. */
export interface ManagedAddonProps {
  /** The cluster, whose spec has the version of the add-on. */
  readonly cluster: AwsClusterSpec;
  /** Name of the add-on, such as `vpc-cni`; also the construct's id. Changing it replaces the add-on. */
  readonly name: string;
  /** @default - the add-on's own configuration */
  readonly configuration?: Readonly<Record<string, unknown>>;
  /**
   * IAM role for the add-on's service account. The add-on creates the association, so that it exists before the add-on's first
   * pod.
   * @default - no AWS permissions
   */
  readonly identity?: { readonly serviceAccount: string; readonly role: PodIdentityRole };
  /** Resources that the add-on depends on: the control plane, or the pools whose nodes its pods need. */
  readonly after: readonly ITerraformDependable[];
  /**
   * Whether removing the resource leaves the add-on's objects running in the cluster.
   * @default false
   */
  readonly preserve?: boolean;
}

/**
 * Adds an EKS add-on at the version that the spec states.
 *
 * The add-on overwrites conflicting settings at creation and at updates, because an edit by hand that survives an update would
 * make the cluster differ from the reviewed spec.
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
