import { App } from 'cdktf';
import type { EnvironmentSpec } from '../specs/environment/environment-spec';
import type { StackBuilder } from './stack-builder';

/**
 * Synthesises stacks of several environments into a folder, as `cdktf synth` expects them.
 *
 * @param outdir output folder; cdktf's own choice (`CDKTF_OUTDIR`, else `cdktf.out`) when undefined.
 */
export function synthesizeStacks(
  environments: readonly EnvironmentSpec[],
  builders: readonly StackBuilder[],
  outdir: string | undefined,
): void {
  // Stack traces stay off, because the trace of each resource would put paths of this machine into the output.
  const app = new App({ stackTraces: false, ...(outdir === undefined ? {} : { outdir }) });
  for (const environment of environments) {
    for (const build of builders) build(app, environment);
  }
  app.synth();
}
