import type { EnvironmentMembers } from './environment-fields';

/** Tag (AWS) or label (Google) of every resource, for cost allocation and clean-up. */
export const ENVIRONMENT_TAG = 'keelson-environment';

/** Tags of every resource of an environment, that of keelson included. */
export function resolveTags(environment: EnvironmentMembers): Readonly<Record<string, string>> {
  return { ...environment.tags, [ENVIRONMENT_TAG]: environment.name };
}
