/** How much a mistake costs; checks are stricter in production. */
export type Tier = 'production' | 'staging' | 'development';
