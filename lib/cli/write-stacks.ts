import type { EnvironmentSpec } from '../specs/environment-spec';
import type { StackBuilder } from '../stacks/stack-builder';
import type { PlatformDefinition } from './platform-definition';

/**
 * Writes the Terraform output of environments, loading only the clouds that they use.
 *
 * @param outdir output folder; cdktf's own choice when undefined.
 */
export async function writeStacks(
  platform: PlatformDefinition,
  environments: readonly EnvironmentSpec[],
  outdir: string | undefined,
): Promise<void> {
  const { synthesizeStacks } = await import('../stacks/synthesize-stacks');
  const builders: StackBuilder[] = [];
  if (environments.some((each) => each.cloud === 'aws')) {
    const { addAwsStacks } = await import('../stacks/aws/add-aws-stacks');
    builders.push((app, environment) => (environment.cloud === 'aws' ? addAwsStacks(app, environment) : undefined));
  }
  if (environments.some((each) => each.cloud === 'google')) {
    const { addGoogleStacks } = await import('../stacks/google/add-google-stacks');
    builders.push((app, environment) =>
      environment.cloud === 'google' ? addGoogleStacks(app, environment) : undefined,
    );
  }
  if (platform.stacks !== undefined) builders.push(platform.stacks);
  synthesizeStacks(environments, builders, outdir);
}
