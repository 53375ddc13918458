import type { EnvironmentInput } from 'keelson';
import paasProduction from './paas-production';
import paasStaging from './paas-staging';
import streaming from './streaming';
import twoStep from './two-step';

/** Every environment that both programs know, by its own name. */
export const environments: readonly EnvironmentInput[] = [streaming, paasStaging, paasProduction, twoStep];
