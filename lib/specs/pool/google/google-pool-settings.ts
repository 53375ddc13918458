import type { Resolved } from '../../fields/field';
import type { googlePoolFields } from './google-pool-fields';

/** Google settings of a pool with every default filled in. */
export type GooglePoolSettings = Resolved<typeof googlePoolFields>;
