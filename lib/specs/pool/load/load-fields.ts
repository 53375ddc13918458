import { members } from '../../fields/compound-fields';
import { optional, type Resolved, withDefault } from '../../fields/field';
import { flag, number, text, whole } from '../../fields/leaf-fields';
import type { LoadDayInput, NodeLoadInput, PoolLoadInput } from './load-input';

const connections = whole({ min: 1, max: 100_000_000 });

const perSecond = whole({ min: 0, max: 10_000_000 });

const requestsPerSecond = whole({ min: 1, max: 10_000_000 });

const peakToTrough = number({
  rule: 'be a number of 1 to 100',
  remedy: () => 'state the load at the peak divided by the load in the lull',
  holds: (value) => value >= 1 && value <= 100,
  range: { min: 1, max: 100, unit: '' },
});

/** Fields of a pool's load. A load beyond the ranges must be spread over several pools. */
export const poolLoadFields = members<PoolLoadInput>()({
  connections,
  newConnectionsPerSecond: withDefault(perSecond, 0),
  unpooledRequestsPerSecond: withDefault(perSecond, 0),
  requestsPerSecond: optional(requestsPerSecond),
  backends: withDefault(whole({ min: 1, max: 100_000 }), 1),
  legsPerConnection: withDefault(whole({ min: 1, max: 4 }), 2),
  preservesClientAddress: withDefault(flag, true),
  perNode: optional(
    members<NodeLoadInput>()({
      requestsPerSecond: optional(requestsPerSecond),
      connections: optional(connections),
    }),
  ),
  day: optional(members<LoadDayInput>()({ peakToTrough, peakAt: text, timeZone: text })),
});

/** Load of a pool, with every default filled in. */
export type PoolLoad = Resolved<typeof poolLoadFields>;
