import { leafOr, members } from '../../fields/compound-fields';
import { optional, type Resolved } from '../../fields/field';
import { oneOf } from '../../fields/leaf-fields';
import { inert, rolls } from '../../fields/state-effect';
import { clusterAutoscalerFields } from './cluster-autoscaler-fields';
import type { ControllersInput } from './controllers-input';
import { terminationHandlerFields } from './termination-handler-fields';

/** Fields of the installers of third-party programs. */
export const controllersFields = members<ControllersInput>()({
  metricsAdapter: inert(optional(oneOf('existing'))),
  clusterAutoscaler: rolls(optional(leafOr(oneOf('existing'), clusterAutoscalerFields))),
  terminationHandler: rolls(optional(leafOr(oneOf('existing'), terminationHandlerFields))),
});

/** Installers of third-party programs; undefined members are not installed. */
export type Controllers = Resolved<typeof controllersFields>;
