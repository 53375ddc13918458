import type { Problems } from '../../../values/problems';
import { isGoogleRegion } from '../../../values/region';
import type { GoogleDiskKey } from './google-disk-key';

const CLOUD_KMS_KEY = /^projects\/[^/]+\/locations\/([^/]+)\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/;

/**
 * Refuses what is no name of a key, and a key of another region, because Compute Engine does. Keys of multi-regions and of `global` are
 * accepted here, because Google does not document for which disks they can be used.
 *
 * @param region region of the machines.
 * @see https://cloud.google.com/compute/docs/disks/customer-managed-encryption
 */
export function judgeDiskKey(
  { property, name }: Pick<GoogleDiskKey, 'property' | 'name'>,
  region: string,
  problems: Problems,
): void {
  const rule = "be the resource name of a Cloud KMS key: 'projects/P/locations/L/keyRings/R/cryptoKeys/K'";
  if (!problems.require(CLOUD_KMS_KEY.test(name), property, rule, name, 'copy it from the key')) return;
  const location = CLOUD_KMS_KEY.exec(name)?.[1] ?? '';
  const holds = location === region || !isGoogleRegion(location);
  const remedy = 'name a key of this region, because a key can only be used in its own region';
  problems.require(holds, property, `be a key of the region ${region}`, name, remedy);
}
