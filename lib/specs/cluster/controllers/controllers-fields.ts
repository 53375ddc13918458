import { members } from '../../fields/compound-fields';
import { optional, type Resolved } from '../../fields/field';
import { oneOf } from '../../fields/leaf-fields';
import type { ControllersInput } from './controllers-input';

/** Fields of the installers of third-party programs. */
export const controllersFields = members<ControllersInput>()({
  metricsAdapter: optional(oneOf('existing')),
});

/** Installers of third-party programs; undefined members are not installed. */
export type Controllers = Resolved<typeof controllersFields>;
