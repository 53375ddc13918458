import type { GoogleNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { runProxiesOn, together } from './edge/edge-environments';
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
import type { ChangeOutcome } from './judged-environment';
import { addGooglePool, editGooglePool, type InputEdit, removeGooglePool } from './pool-edits';

const ZONES = ['a', 'b', 'c'];

const poolOf = (zone: string, pool = 'edge'): string =>
  `google_container_node_pool.pool-${pool}_pool-europe-west4-${zone}_`;
const autoscalerOf = (zone: string, pool = 'edge'): string =>
  `google_compute_autoscaler.autoscaler-${pool}_autoscaler-europe-west4-${zone}_`;
const portOf = (zone: string): string =>
  `google_compute_instance_group_named_port.ingress-public_attachments_main-edge-europe-west4-${zone}_`;

/** Addresses of what pool 'edge' has in zone b, and of the backend services, which name the groups of all zones. */
const inZoneB =
  /\.(pool-edge_pool|autoscaler-edge_autoscaler|ingress-public_attachments_main-edge)-europe-west4-b_|^google_compute_backend_service\./;

/** A second pool of proxies, small enough that an upgrade of both fits the window; it carries no traffic at first. */
const EXTRA = {
  name: 'extra',
  expectsPods: false,
  size: { scope: 'per-zone', min: 4, max: 20, initial: 18 },
} as const;

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
    make: edited(editGooglePool('edge', (pool) => ({ ...pool, size: { ...pool.size, min: 4, max: 40, initial: 30 } }))),
    expect: updatesOnly(...ZONES.map((zone) => autoscalerOf(zone))),
  },
  {
    title: 'a label of a pool that follows its load is made in place, and its autoscalers stay',
    make: edited(editGooglePool('edge', (pool) => ({ ...pool, labels: { ...pool.labels, tier: 'front' } }))),
    expect: updatesOnly(...ZONES.map((zone) => poolOf(zone))),
  },
  {
    title: 'autoscalers that an upgrade switches off change in place',
    make: edited(withMode('off')),
    expect: updatesOnly(...ZONES.map((zone) => autoscalerOf(zone))),
  },
  {
    title: 'autoscalers that work again after an upgrade change in place',
    make: edited(withMode('on')),
    expect: updatesOnly(...ZONES.map((zone) => autoscalerOf(zone))),
  },
  {
    title: 'another machine type rolls the pool in place',
    make: edited(
      editGooglePool('core', (pool) => ({ ...pool, machine: { type: 'n2-standard-32', vcpu: 32, memoryGib: 128 } })),
    ),
    expect: updatesOnly('google_container_node_pool.pool-core_pool'),
  },
  {
    title: 'a zone that a zonal pool leaves goes from the balancer first, and keeps the other zones untouched',
    make: (environment) => environment.change(inZones('a', 'c'), ['streaming-edge', 'streaming-main-platform']),
    expect: (outcome) => {
      touchesOnly(outcome, 'any', inZoneB);
      expect(actionsOf(outcome, /europe-west4-b/)).toEqual(['delete', 'delete', 'delete']);
      comesBefore(outcome, 'update google_compute_backend_service.', `delete ${portOf('b')}`);
      comesBefore(outcome, `delete ${portOf('b')}`, `delete ${autoscalerOf('b')}`);
      comesBefore(outcome, `delete ${autoscalerOf('b')}`, `delete ${poolOf('b')}`);
    },
  },
  {
    title:
      'a zone that a zonal pool enters has its nodes before the balancer knows it, and keeps the other zones untouched',
    make: edited(inZones('a', 'b', 'c')),
    expect: (outcome) => {
      touchesOnly(outcome, 'any', inZoneB);
      expect(actionsOf(outcome, /europe-west4-b/)).toEqual(['create', 'create', 'create']);
      comesBefore(outcome, `create ${poolOf('b')}`, `create ${autoscalerOf('b')}`);
      comesBefore(outcome, `create ${poolOf('b')}`, `create ${portOf('b')}`);
      comesBefore(outcome, `create ${portOf('b')}`, 'update google_compute_backend_service.');
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
    title: 'the first of the deploys that replace a pool adds the new one with the size of today, and touches no other',
    make: edited(addGooglePool('edge', EXTRA)),
    expect: (outcome) => {
      touchesOnly(outcome, 'create', /\.(pool|autoscaler)-extra_/);
      const pools = outcome.planned.filter(({ type }) => type === 'google_container_node_pool');
      expect(pools.map(({ after }) => after?.['initial_node_count'])).toEqual(ZONES.map(() => EXTRA.size.initial));
    },
  },
  {
    title: 'other room for pods makes new pools and their autoscalers before the old ones go, zone by zone',
    make: edited(editGooglePool('extra', (pool) => ({ ...pool, maxPods: 64 }))),
    expect: (outcome) => {
      touchesOnly(outcome, 'any', /\.(pool|autoscaler)-extra_/);
      for (const zone of ZONES) {
        const [pool, autoscaler] = [poolOf(zone, 'extra'), autoscalerOf(zone, 'extra')];
        replacesNewFirst(outcome, pool);
        replacesNewFirst(outcome, autoscaler);
        movesInBetween(outcome, pool, `create ${autoscaler}`);
        comesBefore(outcome, `delete ${autoscaler}`, `delete ${pool}`);
      }
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
        ...ZONES.map(() => ['google_container_node_pool', 'update', EXTRA.size.initial + 1]),
      ]);
    },
  },
  {
    title: 'a fixed pool that begins to follow its load keeps its nodes',
    make: edited(withFixed(false)),
    expect: (outcome) => touchesOnly(outcome, 'create', /^google_compute_autoscaler\.autoscaler-extra_/),
  },
  {
    title: 'the balancer takes the new pool and then lets go of the old one, which changes the edge alone',
    make: async (environment) => {
      const attached = await environment.change(together(expectingPods('extra'), runProxiesOn('edge', 'extra')));
      touchesOnly(attached, 'any', /main-extra[-_]|services_/);
      return environment.change(runProxiesOn('extra'));
    },
    expect: (outcome) => {
      touchesOnly(outcome, 'any', /main-edge(-europe|_)|services_/);
      comesBefore(
        outcome,
        'update google_compute_backend_service.',
        'delete google_compute_instance_group_named_port.',
      );
    },
  },
  {
    title: 'the last of the deploys removes the old pool with its autoscalers, and touches no other',
    make: edited(removeGooglePool('edge')),
    expect: (outcome) => {
      touchesOnly(outcome, 'delete', /\.(pool|autoscaler)-edge_/);
      expect(outcome.planned).toHaveLength(6);
    },
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

function inZones(...zones: readonly string[]): InputEdit {
  return editGooglePool('edge', (pool) => ({ ...pool, zones: zones.map((zone) => `europe-west4-${zone}`) }));
}

function expectingPods(name: string): InputEdit {
  return editGooglePool(name, (pool) => ({ ...pool, expectsPods: true }));
}

function actionsOf({ planned }: ChangeOutcome, address: RegExp): readonly string[] {
  return planned.filter((each) => address.test(each.address)).map(({ actions }) => actions.join('+'));
}

/** Makes the pool 'extra' fixed, with one node more than it began with, or lets it follow its load. */
function withFixed(fixed: boolean): InputEdit {
  const signals = [{ kind: 'cpu', percent: 60 }] as const;
  const scaling: GoogleNodePoolInput['scaling'] = fixed
    ? { kind: 'fixed' }
    : { kind: 'instance-group', unsupportedBecause: 'the evening', signals };
  return editGooglePool('extra', (pool) => ({
    ...pool,
    scaling,
    size: { ...pool.size, initial: EXTRA.size.initial + 1 },
  }));
}

function withGoogleKey(pool: string, access: 'granted' | 'grant'): InputEdit {
  const name = 'projects/keys/locations/europe-west4/keyRings/disks/cryptoKeys/nodes';
  return editGooglePool(pool, (each) => {
    const disk = { ...each.google.disk, kmsKey: { name, access } };
    return { ...each, google: { ...each.google, disk } };
  });
}
