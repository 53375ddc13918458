import type { Problems } from '../../../values/problems';
import { LOCK_FILE } from '../../cluster/lock/locked-cluster';
import type { ResolvedEnvironment } from '../resolved-environment';
import { renderStatePlace } from './lock-environment';
import { judgeLockedIngresses } from './lock-ingress-rules';
import type { LockedEnvironment } from './platform-lock';

/** Refuses another account or place of the states, with which a deploy would make the environment anew; clusters have rules of their own. */
export function judgeLockedEnvironment(
  environment: ResolvedEnvironment,
  locked: LockedEnvironment,
  problems: Problems,
): void {
  const account = environment.cloud === 'aws' ? 'accountId' : 'projectId';
  problems.require(
    environment.account === locked.account,
    account,
    `stay '${locked.account}', in which the environment is deployed (${LOCK_FILE})`,
    environment.account,
    'undo the change; for another account or project add another environment',
  );
  judgeLockedIngresses(environment.ingress, locked.ingress ?? {}, problems);
  const place = renderStatePlace(environment.state);
  problems.require(
    place === locked.state,
    'state',
    `stay at '${locked.state}', where the states are (${LOCK_FILE})`,
    place,
    `move the states of all stacks first, then write the new place into ${LOCK_FILE}; otherwise a deploy would begin from an empty state`,
  );
}
