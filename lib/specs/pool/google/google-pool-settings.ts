import type { GoogleDiskInput, GoogleUpgradeInput } from './google-pool-input';

/** Google settings of a pool with every default filled in. */
export interface GooglePoolSettings {
  readonly image: { readonly family: 'cos' | 'ubuntu-gke' };
  readonly disk: Required<Pick<GoogleDiskInput, 'sizeGib' | 'type'>> & Pick<GoogleDiskInput, 'kmsKeyName'>;
  readonly layout: 'regional' | 'zonal';
  readonly spot: boolean;
  readonly upgrade: Required<GoogleUpgradeInput>;
  readonly networkTags: readonly string[];
  readonly localSsdCount: number;
}
