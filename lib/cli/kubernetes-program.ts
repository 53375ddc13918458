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
 * What `cdk8s.yaml` starts: checks the chosen environments, then writes their manifests.
 * The environments are chosen by `KEELSON_ENVIRONMENTS`, the folder by cdk8s (`CDK8S_OUTDIR`, else `dist`). On a problem it writes nothing and exits with 1.
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
