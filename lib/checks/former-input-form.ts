import { FORMER_UNTIL } from '../specs/pool/former-forms';
import type { Check } from './check';

/** A former form works until the version that refuses it; whoever reads of it at each synthesis changes it before that upgrade. */
export const formerInputForm: Check = {
  id: 'former-input-form',
  severity: 'warning',
  title: 'no pool states a property in a form that a later version refuses',
  source: 'https://semver.org/#how-should-i-handle-deprecating-functionality',
  run: ({ pools }) =>
    pools.flatMap(({ name, spec }) =>
      spec.formerForms.map(({ property, today }) => ({
        subject: `pool '${name}'`,
        message: `'${property}' has the form of version 0.1, which version ${FORMER_UNTIL} refuses; state ${today}, which changes nothing that is deployed`,
      })),
    ),
};
