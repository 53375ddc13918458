import type { Problems } from '../../../values/problems';
import { LOCK_FILE } from '../../cluster/lock/locked-cluster';
import type { ResolvedEnvironment } from '../resolved-environment';
import { renderStatePlace } from './lock-environment';
import type { LockedEnvironment } from './platform-lock';

/** Refuses what would make an environment begin from nothing; its clusters have rules of their own. */
export function judgeLockedEnvironment(
  environment: ResolvedEnvironment,
  locked: LockedEnvironment,
  problems: Problems,
): void {
  const account = environment.cloud === 'aws' ? 'accountId' : 'projectId';
  problems.require(
    environment.account === locked.account,
    account,
    `stay '${locked.account}', where ${LOCK_FILE} says that the environment is`,
    environment.account,
    'undo it; for another one make an environment of its own',
  );
  const place = renderStatePlace(environment.state);
  problems.require(
    place === locked.state,
    'state',
    `stay at '${locked.state}', where ${LOCK_FILE} says that the states are`,
    place,
    `move the states of all stacks first, then write the new place into ${LOCK_FILE}; a deploy would begin from an empty state`,
  );
}
