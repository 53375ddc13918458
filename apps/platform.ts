import { definePlatform } from 'keelson/programs';
import { environments } from './environments';

/** What `keelson synth`, `terraform.ts` and `kubernetes.ts` synthesise. */
export const platform = definePlatform({ environments });
