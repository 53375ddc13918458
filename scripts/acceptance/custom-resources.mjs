import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, VERSIONS } from './cache.mjs';
import { downloadModule } from './go-programs.mjs';

/** Kinds of others that our manifests use, with the Go module that ships the definition and its file there. */
const DEFINITIONS = {
  PrometheusRule: {
    project: 'prometheus-operator',
    module: 'github.com/prometheus-operator/prometheus-operator',
    file: 'example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml',
  },
  ClusterRules: {
    project: 'prometheus-engine',
    module: 'github.com/GoogleCloudPlatform/prometheus-engine',
    file: 'charts/operator/crds/monitoring.googleapis.com_clusterrules.yaml',
  },
};

/** Definitions of all of them, as tools. */
export function resourceDefinitions() {
  return Object.assign({}, ...Object.keys(DEFINITIONS).map(resourceDefinition));
}

/** Definition of a custom resource, as a tool `PrometheusRule.yaml`: the file that its project ships, copied out of the module. */
function resourceDefinition(kind) {
  const { project, module, file } = DEFINITIONS[kind];
  const version = VERSIONS[project];
  const folder = join(CACHE, 'definitions');
  const path = join(folder, `${kind}-${version}.yaml`);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    // Written aside, so that what an interruption leaves is not taken for the file; a copy would be read-only, as modules are.
    writeFileSync(`${path}.new`, readFileSync(join(downloadModule(`${module}@v${version}`).Dir, file)));
    renameSync(`${path}.new`, path);
  }
  return { [`${kind}.yaml`]: { version, path } };
}
