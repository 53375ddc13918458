import { DataGoogleProject } from '@cdktf/provider-google/lib/data-google-project';
import { KmsCryptoKeyIamMember } from '@cdktf/provider-google/lib/kms-crypto-key-iam-member';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { GoogleClusterSpec } from '../specs/cluster/cluster-spec';
import type { GoogleGroupSpec } from '../specs/group/google/google-group-spec';
import { computeAgent, DISK_KEY_ROLE, googleDiskKey } from '../specs/pool/google/google-disk-key';
import type { GoogleNodePoolSpec } from '../specs/pool/node-pool-spec';
import { shortHash } from '../values/short-hash';

/** Properties of {@link DiskKeyAccess}. */
export interface DiskKeyAccessProps {
  /** The cluster, whose pools and groups determine the keys to grant. */
  readonly cluster: GoogleClusterSpec;
}

/**
 * Lets Compute Engine use the keys of disks, because its service agent has no rights to a customer's key and machines could not be
 * created.
 *
 * Each key has one binding, however many pools and groups use the key: IAM cannot tell a second binding from the first, so that removing
 * either would remove both.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/using-cmek
 */
export class DiskKeyAccess extends Construct {
  /** Bindings by the name of the key. */
  readonly resources: ReadonlyMap<string, KmsCryptoKeyIamMember>;

  constructor(scope: Construct, id: string, { cluster }: DiskKeyAccessProps) {
    super(scope, id);
    const ofPools = cluster.pools.map(grantedKey);
    const ofGroups = cluster.groups.map(grantedKeyOfGroup);
    const names = [...new Set([...ofPools, ...ofGroups].flatMap((name) => name ?? []))].sort();
    this.resources = names.length === 0 ? new Map() : this.addMembers(names, cluster.projectId);
  }

  /** Resources that the nodes of a pool depend on. */
  of(pool: GoogleNodePoolSpec): readonly ITerraformDependable[] {
    return this.ofKey(grantedKey(pool));
  }

  /** Resources that the machines of a group depend on. */
  ofGroup(group: GoogleGroupSpec): readonly ITerraformDependable[] {
    return this.ofKey(grantedKeyOfGroup(group));
  }

  private ofKey(name: string | undefined): readonly ITerraformDependable[] {
    const member = this.resources.get(name ?? '');
    return member === undefined ? [] : [member];
  }

  private addMembers(names: readonly string[], projectId: string): ReadonlyMap<string, KmsCryptoKeyIamMember> {
    const project = new DataGoogleProject(this, 'project', { projectId });
    return new Map(
      names.map((name) => [
        name,
        new KmsCryptoKeyIamMember(this, `key-${shortHash(name)}`, {
          cryptoKeyId: name,
          role: DISK_KEY_ROLE,
          member: computeAgent(project.number),
        }),
      ]),
    );
  }
}

function grantedKey(pool: GoogleNodePoolSpec): string | undefined {
  const key = googleDiskKey(pool.google);
  return key?.access === 'grant' ? key.name : undefined;
}

function grantedKeyOfGroup({ disk: { kmsKey } }: GoogleGroupSpec): string | undefined {
  return kmsKey?.access === 'grant' ? kmsKey.name : undefined;
}
