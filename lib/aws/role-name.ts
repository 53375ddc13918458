import { boundedName } from '../values/bounded-name';

/** Most characters of a role's name in IAM. */
const MAX_ROLE_NAME_LENGTH = 64;

/** The name of a role, shortened where IAM would refuse it. */
export function roleName(name: string): string {
  return boundedName(name, MAX_ROLE_NAME_LENGTH);
}
