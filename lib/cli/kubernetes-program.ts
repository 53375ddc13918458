import type { ManifestFile } from '../charts/manifest-file';
import { checkEnvironment } from './check-environment';
import { chosenEnvironments } from './chosen-environments';
import { readCdktfJson } from './outputs/cdktf-json';
import { requireSeparateFolders } from './outputs/separate-folders';
import type { PlatformDefinition } from './platform-definition';
import { reportFindings } from './report-findings';
import { ENVIRONMENTS_VARIABLE, parseEnvironmentNames } from './select-environments';
import { fail } from './terminal';
import { writeManifests } from './write-manifests';

/**
 * The program that `cdk8s.yaml` starts: checks the chosen environments, then writes their manifests.
 * `KEELSON_ENVIRONMENTS` chooses the environments; cdk8s chooses the folder (`CDK8S_OUTDIR`, by default `dist`). If anything has a
 * problem, the program writes nothing and exits with 1.
 */
export function runKubernetesProgram(platform: PlatformDefinition): void {
  try {
    const kubernetes = process.env['CDK8S_OUTDIR'] ?? 'dist';
    requireSeparateFolders({ terraform: readCdktfJson().output, kubernetes, property: 'output' });
    const environments = chosenEnvironments(platform, parseEnvironmentNames(process.env[ENVIRONMENTS_VARIABLE]));
    const files: ManifestFile[] = [];
    for (const environment of environments) {
      const checked = checkEnvironment(platform, environment);
      reportFindings(environment.name, checked.findings);
      files.push(...checked.files);
    }
    writeManifests(files, kubernetes);
  } catch (error) {
    fail(error);
  }
}
