import type { GoogleEnvironmentInput } from '../../../lib/specs/environment/environment-input';
import { judgeEnvironmentInput } from '../../../lib/specs/environment/judge-environment';
import type { ResolvedEnvironment } from '../../../lib/specs/environment/resolved-environment';
import type { GoogleIngressSpec } from '../../../lib/specs/ingress/ingress-spec';
import { addGoogleStacks } from '../../../lib/stacks/google/add-google-stacks';
import { synthesizeStacks, type TerraformJson } from '../../../lib/testing/synthesize-stacks';
import { plainCopy } from '../../../lib/values/plain-copy';
import { Problems } from '../../../lib/values/problems';
import { balancerEnvironment } from '../../fixtures/balancer-environment';

/** An environment whose rules are not asked, because tests state the parts that they are about and no more. */
function resolved(overrides: Partial<GoogleEnvironmentInput>): ResolvedEnvironment {
  const input = plainCopy(balancerEnvironment(overrides));
  const environment = judgeEnvironmentInput({ input, index: 0, locked: undefined }, new Problems());
  if (environment === undefined) throw new Error('the environment cannot be read');
  return environment;
}

/** All stacks of an environment by name. */
export function stacksOf(overrides: Partial<GoogleEnvironmentInput> = {}): Readonly<Record<string, TerraformJson>> {
  const environment = resolved(overrides);
  return synthesizeStacks((app) => {
    addGoogleStacks(app, environment);
  });
}

/** The stack of the balancers of an environment. */
export function edgeOf(overrides: Partial<GoogleEnvironmentInput> = {}): TerraformJson {
  const edge = stacksOf(overrides)['streaming-edge'];
  if (edge === undefined) throw new Error('the environment has no edge stack');
  return edge;
}

/** Spec of the first ingress of an environment. */
export function ingressOf(overrides: Partial<GoogleEnvironmentInput> = {}): GoogleIngressSpec {
  const [ingress] = resolved(overrides).ingress;
  if (ingress === undefined) throw new Error('the environment has no ingress');
  return ingress;
}
