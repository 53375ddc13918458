import type { Resolved } from '../../fields/field';
import type { Architecture } from '../../machine/machine';
import type { StatedMachine } from '../../machine/resolve-machine';
import type { awsPoolFields } from './aws-pool-fields';

type Members = Resolved<typeof awsPoolFields>;

/** AWS settings of a pool with every default filled in. */
export type AwsPoolSettings = Omit<Members, 'image' | 'capacity' | 'gracefulShutdown'> & {
  /** Time that a node gives its pods when it shuts down. */
  readonly gracefulShutdown: GracefulShutdown;
  /** Program that drains nodes before they are terminated; undefined where nobody does. */
  readonly drainer: Drainer | undefined;
  /** How instances are bought. */
  readonly capacity: AwsCapacity;
  /** Image from which nodes boot, and how they join. */
  readonly image: Omit<Members['image'], 'bootstrap'> & { readonly bootstrap: 'nodeadm' | 'bootstrap.sh' | 'toml' };
};

/** Program that drains a node before it is terminated. */
export type Drainer = 'termination-handler' | 'eks';

/** Seconds that a node gives its pods when it shuts down. */
export interface GracefulShutdown {
  readonly totalSeconds: number;
  /** Part of the total that is reserved for critical pods. */
  readonly criticalSeconds: number;
}

/** Least default of `gracefulShutdown.totalSeconds`. */
export const LEAST_SHUTDOWN_SECONDS = 90;

type StatedCapacity = Members['capacity'];

/** How instances are bought; further machine types are given by name only. */
export type AwsCapacity =
  | Extract<StatedCapacity, { readonly kind: 'on-demand' }>
  | (Omit<Extract<StatedCapacity, { readonly kind: 'mixed' }>, 'alternativeTypes'> & {
      readonly alternativeTypes: readonly string[];
    });

/** Fills in the default that depends on the image: `bootstrap`. Times that depend on workloads have their least values. */
export function resolveAwsPool({ image, capacity, gracefulShutdown, ...others }: Members): AwsPoolSettings {
  const bootstrap = image.family === 'bottlerocket' ? 'toml' : (image.bootstrap ?? 'nodeadm');
  const { totalSeconds = LEAST_SHUTDOWN_SECONDS, criticalSeconds } = gracefulShutdown;
  return {
    ...others,
    capacity: withNames(capacity),
    image: { ...image, bootstrap },
    gracefulShutdown: { totalSeconds, criticalSeconds },
    drainer: others.management === 'managed-node-group' ? 'eks' : undefined,
  };
}

/**
 * Further machine types of a pool as they are stated, each as an object. They get the architecture of the pool's machine, because all of
 * them boot the same image; for a type in the table `resolveMachine` replaces it by the table's.
 */
export function alternativesOf(capacity: StatedCapacity, architecture: Architecture): readonly StatedMachine[] {
  if (capacity.kind !== 'mixed') return [];
  return capacity.alternativeTypes.map((each) => {
    const { type, vcpu, memoryGib } = typeof each === 'string' ? { type: each } : each;
    return { type, vcpu, memoryGib, architecture };
  });
}

function withNames(capacity: StatedCapacity): AwsCapacity {
  if (capacity.kind !== 'mixed') return capacity;
  return {
    ...capacity,
    alternativeTypes: capacity.alternativeTypes.map((each) => (typeof each === 'string' ? each : each.type)),
  };
}
