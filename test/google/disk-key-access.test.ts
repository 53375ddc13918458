import { DiskKeyAccess } from '../../lib/google/disk-key-access';
import { GkeNodePool } from '../../lib/google/gke-node-pool';
import type { GoogleDiskInput } from '../../lib/specs/pool/google/google-pool-input';
import { googlePool } from '../fixtures/google-environment';
import { EXISTING_CLUSTER, googleClusterSpec, resourceOf, resourcesOf, synthesizeGoogle } from './synthesize-google';

const KEY = 'projects/keys/locations/europe-west4/keyRings/disks/cryptoKeys/nodes';

function synthesize(...disks: readonly Partial<GoogleDiskInput>[]) {
  const pools = disks.map((disk, index) =>
    googlePool({
      name: index === 0 ? 'core' : `core-${index}`,
      google: { image: { family: 'cos' }, disk: { sizeGib: 100, ...disk } },
    }),
  );
  const cluster = googleClusterSpec({ pools });
  return synthesizeGoogle((stack) => {
    const keys = new DiskKeyAccess(stack, 'disk-keys', { cluster });
    for (const pool of cluster.pools) {
      new GkeNodePool(stack, `pool-${pool.name}`, { cluster: EXISTING_CLUSTER, pool, after: keys.of(pool) });
    }
  });
}

test('the service agent of Compute Engine gets one binding per key, before the pools that use the key', () => {
  const grant = { kmsKey: { name: KEY, access: 'grant' } } as const;
  const json = synthesize(grant, grant, {});
  expect(resourceOf(json, 'google_kms_crypto_key_iam_member')).toMatchObject({
    crypto_key_id: KEY,
    role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
    member: expect.stringMatching(
      /^serviceAccount:service-\$\{data\.google_project\.[\w-]+\.number\}@compute-system\.iam\.gserviceaccount\.com$/,
    ),
  });
  const [member] = Object.keys(json['resource']?.['google_kms_crypto_key_iam_member'] ?? {});
  const waits = resourcesOf(json, 'google_container_node_pool').flatMap((pool) => pool['depends_on'] ?? []);
  const address = `google_kms_crypto_key_iam_member.${member}`;
  expect(waits).toEqual([address, address]);
});

test('a pool whose key is stated as granted has no binding and names the key only in its disk, in either form of the input', () => {
  const bare = synthesize({ kmsKeyName: KEY });
  expect(synthesize({ kmsKey: { name: KEY, access: 'granted' } })).toEqual(bare);
  expect(resourceOf(bare, 'google_container_node_pool')['node_config']).toMatchObject({ boot_disk_kms_key: KEY });
  expect(bare).not.toHaveProperty('data');
  expect(resourcesOf(bare, 'google_kms_crypto_key_iam_member')).toEqual([]);
});
