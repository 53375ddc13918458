import type { GoogleEnvironmentInput } from '../../../lib/specs/environment/environment-input';
import { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import type { GoogleIngressSpec } from '../../../lib/specs/ingress/ingress-spec';
import { addGoogleStacks } from '../../../lib/stacks/google/add-google-stacks';
import { synthesizeStacks, type TerraformJson } from '../../../lib/testing/synthesize-stacks';
import { balancerEnvironment } from '../../fixtures/balancer-environment';

/** All stacks of an environment by name. */
export function stacksOf(overrides: Partial<GoogleEnvironmentInput> = {}): Readonly<Record<string, TerraformJson>> {
  const environment = EnvironmentSpec.from(balancerEnvironment(overrides));
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
  const [ingress] = EnvironmentSpec.from(balancerEnvironment(overrides)).ingress;
  if (ingress === undefined) throw new Error('the environment has no ingress');
  return ingress;
}
