import { members } from '../../fields/compound-fields';
import { optional, type Resolved } from '../../fields/field';
import { oneOf } from '../../fields/leaf-fields';
import type { ControllersInput } from './controllers-input';

/** Fields of who installs third-party programs. */
export const controllersFields = members<ControllersInput>()({
  metricsAdapter: optional(oneOf('existing')),
});

/** Who installs third-party programs; undefined members are not installed. */
export type Controllers = Resolved<typeof controllersFields>;
