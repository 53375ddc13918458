import { attachesHyperdiskOnly, defaultVolumeType } from '../specs/pool/google/volume-types';
import type { Check } from './check';

/** A claim without a class gets a disk of GKE's default class, which cannot be attached to nodes that support Hyperdisk only. */
export const defaultClassWithoutDisk: Check = {
  id: 'default-class-without-disk',
  severity: 'warning',
  title: 'disks of the default StorageClass attach to the nodes of every pool',
  source: 'https://cloud.google.com/kubernetes-engine/docs/concepts/hyperdisk',
  run: ({ cluster, pools }) => {
    if (cluster.cloud !== 'google' || defaultVolumeType(cluster.pools) !== undefined) return [];
    const others = cluster.pools.filter((pool) => !attachesHyperdiskOnly(pool)).map(({ name }) => `'${name}'`);
    return pools
      .filter(({ spec }) => attachesHyperdiskOnly(spec))
      .map(({ spec }) => ({
        subject: `pool '${spec.name}'`,
        message: `its nodes ('${spec.machine.type}') attach Hyperdisk only, and the default class 'standard-rwo' creates pd-balanced disks, because no type of disk also fits ${others.length === 1 ? 'pool' : 'the pools'} ${others.join(', ')}: a pod on these nodes whose claim names no class stays pending; name a class of type hyperdisk-balanced in such claims, or use machines that attach Hyperdisk in all pools`,
      }));
  },
};
