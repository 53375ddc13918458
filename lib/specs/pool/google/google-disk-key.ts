import type { GooglePoolSettings } from './google-pool-settings';

/** Role on a key that is needed to encrypt and decrypt disks. */
export const DISK_KEY_ROLE = 'roles/cloudkms.cryptoKeyEncrypterDecrypter';

/** The Cloud KMS key of a boot disk, and who gives Compute Engine the right to use it. */
export interface GoogleDiskKey {
  /** Path of the property that states the key, below the pool. */
  readonly property: string;
  readonly name: string;
  /** `unstated` where the input has `kmsKeyName` without an access, the form of version 0.1.0. */
  readonly access: 'granted' | 'grant' | 'unstated';
}

/** Key of the boot disk of a pool; undefined where the disk has a key of Google's. */
export function googleDiskKey({ disk }: Pick<GooglePoolSettings, 'disk'>): GoogleDiskKey | undefined {
  const { kmsKey, kmsKeyName } = disk;
  if (kmsKey !== undefined) return { property: 'google.disk.kmsKey.name', ...kmsKey };
  if (kmsKeyName === undefined) return undefined;
  return { property: 'google.disk.kmsKeyName', name: kmsKeyName, access: 'unstated' };
}

/**
 * The service agent with which Compute Engine uses keys, as a member of IAM.
 *
 * @param projectNumber number of the nodes' project; a token where it is known only after an apply.
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/using-cmek
 */
export function computeAgent(projectNumber: string): string {
  return `serviceAccount:service-${projectNumber}@compute-system.iam.gserviceaccount.com`;
}

/** The command that gives a project's service agent of Compute Engine the right to use a key. */
export function renderDiskKeyCommand(keyName: string, projectId: string): string {
  const number = `$(gcloud projects describe ${projectId} --format 'value(projectNumber)')`;
  return `gcloud kms keys add-iam-policy-binding ${keyName} --role ${DISK_KEY_ROLE} --member "${computeAgent(number)}"`;
}
