import { checkEnvironment } from './check-environment';
import { chosenEnvironments } from './chosen-environments';
import { readCdk8sOutput, requireSeparateFolders } from './outputs/separate-folders';
import type { PlatformDefinition } from './platform-definition';
import { reportFindings } from './report-findings';
import { ENVIRONMENTS_VARIABLE, parseEnvironmentNames } from './select-environments';
import { fail } from './terminal';
import { writeStacks } from './write-stacks';

/**
 * The program that `cdktf.json` starts: checks the chosen environments, manifests included, then writes their stacks.
 * `KEELSON_ENVIRONMENTS` chooses the environments; cdktf chooses the folder. If anything has a problem, the program writes nothing and
 * exits with 1.
 */
export function runTerraformProgram(platform: PlatformDefinition): void {
  try {
    const terraform = process.env['CDKTF_OUTDIR'] ?? 'cdktf.out';
    requireSeparateFolders({ terraform, kubernetes: readCdk8sOutput(), property: 'output' });
    const environments = chosenEnvironments(platform, parseEnvironmentNames(process.env[ENVIRONMENTS_VARIABLE]));
    for (const environment of environments) {
      const { findings } = checkEnvironment(platform, environment);
      reportFindings(environment.name, findings);
    }
    writeStacks(platform, environments, undefined);
  } catch (error) {
    fail(error);
  }
}
