import type { GooglePoolSettings } from './google-pool-settings';

/** Role on a key by which disks are encrypted and read. */
export const DISK_KEY_ROLE = 'roles/cloudkms.cryptoKeyEncrypterDecrypter';

/** The key of a boot disk, and who lets Compute Engine use it. */
export interface GoogleDiskKey {
  /** Path of the property that states it, below the pool. */
  readonly property: string;
  readonly name: string;
  /** `unstated` where the key alone was stated, as 0.1.0 took it. */
  readonly access: 'granted' | 'grant' | 'unstated';
}

/** Key of the boot disk of a pool; undefined where it is Google's own. */
export function googleDiskKey({ disk }: Pick<GooglePoolSettings, 'disk'>): GoogleDiskKey | undefined {
  const { kmsKey, kmsKeyName } = disk;
  if (kmsKey !== undefined) return { property: 'google.disk.kmsKey.name', ...kmsKey };
  if (kmsKeyName === undefined) return undefined;
  return { property: 'google.disk.kmsKeyName', name: kmsKeyName, access: 'unstated' };
}

/**
 * The service agent by which Compute Engine uses keys, as a member of IAM.
 *
 * @param projectNumber number of the nodes' project, which may be known after an apply only.
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/using-cmek
 */
export function computeAgent(projectNumber: string): string {
  return `serviceAccount:service-${projectNumber}@compute-system.iam.gserviceaccount.com`;
}

/** The command that lets Compute Engine of a project use a key. */
export function renderDiskKeyCommand(keyName: string, projectId: string): string {
  const number = `$(gcloud projects describe ${projectId} --format 'value(projectNumber)')`;
  return `gcloud kms keys add-iam-policy-binding ${keyName} --role ${DISK_KEY_ROLE} --member "${computeAgent(number)}"`;
}
