import type { EnvironmentSpec } from '../specs/environment/environment-spec';
import type { StackBuilder } from '../stacks/stack-builder';
import { requireEnded } from './definition/require-ended';
import { cdktfContext } from './outputs/cdktf-context';
import type { PlatformDefinition } from './platform-definition';

/**
 * Writes the Terraform output of environments. Only the clouds that the environments use are loaded, because a provider takes seconds.
 *
 * @param outdir output folder; cdktf chooses it when undefined.
 */
export function writeStacks(
  platform: PlatformDefinition,
  environments: readonly EnvironmentSpec[],
  outdir: string | undefined,
): void {
  const { synthesizeStacks } = require('../stacks/synthesize-stacks') as typeof import('../stacks/synthesize-stacks');
  const builders: StackBuilder[] = [];
  if (environments.some((each) => each.cloud === 'aws')) builders.push(awsStacks());
  if (environments.some((each) => each.cloud === 'google')) builders.push(googleStacks());
  const { stacks } = platform;
  if (stacks !== undefined) builders.push((app, each) => addOwn(each, () => stacks(app, each)));
  synthesizeStacks(environments, builders, { context: cdktfContext(), ...(outdir !== undefined && { outdir }) });
}

function addOwn({ name }: EnvironmentSpec, build: () => unknown): void {
  requireEnded(`environment '${name}'`, 'stacks', build);
}

function awsStacks(): StackBuilder {
  const { addAwsStacks } = require('../stacks/aws/add-aws-stacks') as typeof import('../stacks/aws/add-aws-stacks');
  return (app, environment) => (environment.cloud === 'aws' ? addAwsStacks(app, environment) : undefined);
}

function googleStacks(): StackBuilder {
  const { addGoogleStacks } =
    require('../stacks/google/add-google-stacks') as typeof import('../stacks/google/add-google-stacks');
  return (app, environment) => (environment.cloud === 'google' ? addGoogleStacks(app, environment) : undefined);
}
