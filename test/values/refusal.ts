import { ConfigError } from '../../lib/values/config-error';

/** The message of the ConfigError that `make` throws; 'accepted' when `make` throws nothing. */
export function refusalOf(make: () => unknown): string {
  try {
    make();
    return 'accepted';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}
