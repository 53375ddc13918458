import { definePlatform } from 'keelson/programs';
import { environments } from './environments';
import { addServiceCharts } from './services/add-service-charts';

/** What `keelson synth`, `terraform.ts` and `kubernetes.ts` synthesise. */
export const platform = definePlatform({ environments, charts: addServiceCharts });
