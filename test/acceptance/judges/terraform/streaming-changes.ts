import type { GoogleNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import {
  comesBefore,
  edited,
  type JudgedChange,
  movesInBetween,
  plansOnly,
  replacesNewFirst,
  touchesOnly,
  updatesOnly,
} from './expectations';
import { addGooglePool, editGooglePool, type InputEdit, removeGooglePool } from './pool-edits';

const ZONES = ['a', 'b', 'c'];

const poolOf = (zone: string): string => `google_container_node_pool.pool-edge_pool-europe-west4-${zone}_`;
const autoscalerOf = (zone: string): string =>
  `google_compute_autoscaler.autoscaler-edge_autoscaler-europe-west4-${zone}_`;

/** Changes of the environment 'streaming'; each builds on those before it. */
export const STREAMING_CHANGES: readonly JudgedChange[] = [
  {
    title: 'the size of an autoscaled pool changes in place',
    make: edited(editGooglePool('core', (pool) => ({ ...pool, size: { ...pool.size, max: 50 } }))),
    expect: updatesOnly('google_container_node_pool.pool-core_pool'),
  },
  {
    title: 'the size of a fixed pool changes in place',
    make: edited(editGooglePool('system', (pool) => ({ ...pool, size: { ...pool.size, min: 2 } }))),
    expect: updatesOnly('google_container_node_pool.pool-system_pool'),
  },
  {
    title: 'the limits of a pool that follows its load change in its autoscalers, and no pool is resized',
    make: edited(editGooglePool('edge', (pool) => ({ ...pool, size: { ...pool.size, min: 4, initial: 30 } }))),
    expect: updatesOnly(...ZONES.map(autoscalerOf)),
  },
  {
    title: 'a label of a pool that follows its load is made in place, and its autoscalers stay',
    make: edited(editGooglePool('edge', (pool) => ({ ...pool, labels: { ...pool.labels, tier: 'front' } }))),
    expect: updatesOnly(...ZONES.map(poolOf)),
  },
  {
    title: 'autoscalers that an upgrade switches off change in place',
    make: edited(withMode('off')),
    expect: updatesOnly(...ZONES.map(autoscalerOf)),
  },
  {
    title: 'autoscalers that work again after an upgrade change in place',
    make: edited(withMode('on')),
    expect: updatesOnly(...ZONES.map(autoscalerOf)),
  },
  {
    title: 'another machine type rolls the pool in place',
    make: edited(
      editGooglePool('core', (pool) => ({ ...pool, machine: { type: 'n2-standard-32', vcpu: 32, memoryGib: 128 } })),
    ),
    expect: updatesOnly('google_container_node_pool.pool-core_pool'),
  },
  {
    title: 'a zone that a zonal pool leaves keeps the other zones untouched',
    make: edited(editGooglePool('edge', (pool) => ({ ...pool, zones: ['europe-west4-a', 'europe-west4-c'] }))),
    expect: (outcome) => {
      touchesOnly(outcome, 'delete', /\.(pool-edge_pool|autoscaler-edge_autoscaler)-europe-west4-b_/);
      comesBefore(outcome, `delete ${autoscalerOf('b')}`, `delete ${poolOf('b')}`);
    },
  },
  {
    title: 'a zone that a zonal pool enters keeps the other zones untouched',
    make: edited(
      editGooglePool('edge', (pool) => ({ ...pool, zones: ['a', 'b', 'c'].map((zone) => `europe-west4-${zone}`) })),
    ),
    expect: (outcome) => {
      touchesOnly(outcome, 'create', /\.(pool-edge_pool|autoscaler-edge_autoscaler)-europe-west4-b_/);
      comesBefore(outcome, `create ${poolOf('b')}`, `create ${autoscalerOf('b')}`);
    },
  },
  {
    title: 'other room for pods makes new pools and their autoscalers before the old ones go, zone by zone',
    make: edited(editGooglePool('edge', (pool) => ({ ...pool, maxPods: 64 }))),
    expect: (outcome) => {
      touchesOnly(outcome, 'any', /\.(pool|autoscaler)-edge_/);
      for (const zone of ZONES) {
        replacesNewFirst(outcome, poolOf(zone));
        replacesNewFirst(outcome, autoscalerOf(zone));
        movesInBetween(outcome, poolOf(zone), `create ${autoscalerOf(zone)}`);
        comesBefore(outcome, `delete ${autoscalerOf(zone)}`, `delete ${poolOf(zone)}`);
      }
    },
  },
  {
    title: 'local disks come with a new pool before the old one goes',
    make: edited(editGooglePool('core', (pool) => ({ ...pool, google: { ...pool.google, localSsdCount: 4 } }))),
    expect: (outcome) => {
      touchesOnly(outcome, 'any', /\.pool-core_/);
      replacesNewFirst(outcome, 'google_container_node_pool.pool-core_pool');
    },
  },
  {
    title: 'the first of two deploys that replace a pool adds the new one with the size of today, and touches no other',
    make: edited(addGooglePool('edge', { name: 'extra', size: { scope: 'per-zone', min: 4, max: 60, initial: 40 } })),
    expect: (outcome) => {
      touchesOnly(outcome, 'create', /\.(pool|autoscaler)-extra_/);
      const pools = outcome.planned.filter(({ type }) => type === 'google_container_node_pool');
      expect(pools.map(({ after }) => after?.['initial_node_count'])).toEqual([40, 40, 40]);
    },
  },
  {
    title: 'the second of the two deploys removes the old pool with its autoscalers, and touches no other',
    make: edited(removeGooglePool('edge')),
    expect: (outcome) => {
      touchesOnly(outcome, 'delete', /\.(pool|autoscaler)-edge_/);
      expect(outcome.planned).toHaveLength(6);
    },
  },
  {
    title: 'a pool that becomes fixed states its count, and its autoscalers go',
    make: edited(withFixed(true)),
    expect: (outcome) => {
      touchesOnly(outcome, 'any', /\.(pool|autoscaler)-extra_/);
      const changes = outcome.planned.map(({ actions, type, after }) => [type, actions.join(), after?.['node_count']]);
      expect(changes.sort()).toEqual([
        ...ZONES.map(() => ['google_compute_autoscaler', 'delete', undefined]),
        ...ZONES.map(() => ['google_container_node_pool', 'update', 41]),
      ]);
    },
  },
  {
    title: 'a fixed pool that begins to follow its load keeps its nodes',
    make: edited(withFixed(false)),
    expect: (outcome) => touchesOnly(outcome, 'create', /^google_compute_autoscaler\.autoscaler-extra_/),
  },
  {
    title: 'a key of its own is bound to Compute Engine before the pool that has it',
    make: edited(withGoogleKey('core', 'grant')),
    expect: (outcome) =>
      comesBefore(
        outcome,
        'create google_kms_crypto_key_iam_member.disk-keys_',
        'create google_container_node_pool.pool-core_',
      ),
  },
  {
    title: 'the same key with a promise takes the binding away and replaces no pool',
    make: edited(withGoogleKey('core', 'granted')),
    expect: plansOnly('delete google_kms_crypto_key_iam_member'),
  },
];

function withMode(mode: 'on' | 'off'): InputEdit {
  return editGooglePool('edge', (pool) => {
    const { scaling } = pool;
    if (typeof scaling !== 'object' || scaling.kind !== 'instance-group') throw new Error('edge has another loop');
    return { ...pool, scaling: { ...scaling, mode } };
  });
}

/** Makes the pool 'extra' fixed, with one node more than it began with, or lets it follow its load. */
function withFixed(fixed: boolean): InputEdit {
  const signals = [{ kind: 'cpu', percent: 60 }] as const;
  const scaling: GoogleNodePoolInput['scaling'] = fixed
    ? { kind: 'fixed' }
    : { kind: 'instance-group', unsupportedBecause: 'the evening', signals };
  return editGooglePool('extra', (pool) => ({ ...pool, scaling, size: { ...pool.size, initial: 41 } }));
}

function withGoogleKey(pool: string, access: 'granted' | 'grant'): InputEdit {
  const name = 'projects/keys/locations/europe-west4/keyRings/disks/cryptoKeys/nodes';
  return editGooglePool(pool, (each) => {
    const disk = { ...each.google.disk, kmsKey: { name, access } };
    return { ...each, google: { ...each.google, disk } };
  });
}
