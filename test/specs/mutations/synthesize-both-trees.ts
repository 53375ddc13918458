import { addStandardCharts } from '../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../lib/charts/synthesize-charts';
import { runChecks } from '../../../lib/checks/run-checks';
import { buildModel } from '../../../lib/model/build-model';
import type { EnvironmentSpec } from '../../../lib/specs/environment/environment-spec';
import { addAwsStacks } from '../../../lib/stacks/aws/add-aws-stacks';
import { addGoogleStacks } from '../../../lib/stacks/google/add-google-stacks';
import { synthesizeStacks } from '../../../lib/testing/synthesize-stacks';

/** Synthesises the stacks and the charts of an environment and runs the checks over it, as the `keelson` command does. */
export function synthesizeBothTrees(environment: EnvironmentSpec): undefined {
  synthesizeStacks((app) => {
    if (environment.cloud === 'aws') addAwsStacks(app, environment);
    else addGoogleStacks(app, environment);
  });
  for (const cluster of environment.clusters) {
    const files = synthesizeCharts(cluster, [addStandardCharts]);
    runChecks(
      buildModel(
        cluster,
        files.flatMap(({ objects }) => objects),
      ),
    );
  }
}
