import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, VERSIONS } from './cache.mjs';
import { downloadModule } from './go-programs.mjs';

/** Custom resources in keelson's manifests, each with the Go module that contains its definition and the file in the module. */
const DEFINITIONS = {
  PrometheusRule: {
    project: 'prometheus-operator',
    module: 'github.com/prometheus-operator/prometheus-operator',
    file: 'example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml',
  },
  PodMonitor: {
    project: 'prometheus-operator',
    module: 'github.com/prometheus-operator/prometheus-operator',
    file: 'example/prometheus-operator-crd/monitoring.coreos.com_podmonitors.yaml',
  },
  ClusterRules: {
    project: 'prometheus-engine',
    module: 'github.com/GoogleCloudPlatform/prometheus-engine',
    file: 'charts/operator/crds/monitoring.googleapis.com_clusterrules.yaml',
  },
  PodMonitoring: {
    project: 'prometheus-engine',
    module: 'github.com/GoogleCloudPlatform/prometheus-engine',
    file: 'charts/operator/crds/monitoring.googleapis.com_podmonitorings.yaml',
  },
  // An old line of Cilium, whose members all later lines have too: GKE's build follows the project at a distance.
  CiliumClusterwideNetworkPolicy: {
    project: 'cilium',
    module: 'github.com/cilium/cilium',
    file: 'pkg/k8s/apis/cilium.io/client/crds/v2/ciliumclusterwidenetworkpolicies.yaml',
  },
};

/** Definitions of all these custom resources, as entries of the record. */
export function resourceDefinitions() {
  return Object.assign({}, ...Object.keys(DEFINITIONS).map(resourceDefinition));
}

/** Copies the definition of a custom resource out of its module, with the name `PrometheusRule.yaml` in the record. */
function resourceDefinition(kind) {
  const { project, module, file } = DEFINITIONS[kind];
  const version = VERSIONS[project];
  const folder = join(CACHE, 'definitions');
  const path = join(folder, `${kind}-${version}.yaml`);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    // A second file is written and renamed, so that an interruption leaves no partial file; a plain copy would be read-only like a module.
    writeFileSync(`${path}.new`, readFileSync(join(downloadModule(`${module}@v${version}`).Dir, file)));
    renameSync(`${path}.new`, path);
  }
  return { [`${kind}.yaml`]: { version, path } };
}
