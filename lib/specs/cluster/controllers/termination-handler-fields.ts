import { members } from '../../fields/compound-fields';
import { type Resolved, withDefault } from '../../fields/field';
import { text, whole } from '../../fields/leaf-fields';
import { SHIPPED_IMAGES } from '../../shipped-images';
import type { TerminationHandlerInput } from './termination-handler-input';

/** Fields of the termination handler that keelson installs. */
export const terminationHandlerFields = members<TerminationHandlerInput>()({
  image: withDefault(text, SHIPPED_IMAGES.terminationHandler.image),
  concurrentDrains: withDefault(whole({ min: 1, max: 100 }), 10),
});

/** The termination handler as its fields alone resolve it. */
export type TerminationHandlerMembers = Resolved<typeof terminationHandlerFields>;
