import { EnvironmentSpec } from 'keelson';
import { addStandardCharts, synthesizeCharts } from 'keelson/kubernetes';
import { buildModel, runChecks } from 'keelson/model';
import { benchEnvironments } from '../support/environments';
import { report } from '../support/report-child.cjs';

// Argument: number of environments. The measured part is only the checks, because the manifests are synthesised before.
const inputs = benchEnvironments('aws', Number(process.argv[2]));
const clusters = inputs.flatMap((input) => EnvironmentSpec.from(input).clusters);
const manifests = clusters.map((cluster) => ({
  cluster,
  objects: synthesizeCharts(cluster, [addStandardCharts]).flatMap((file) => file.objects),
}));

report(() => {
  for (const { cluster, objects } of manifests) runChecks(buildModel(cluster, objects));
});
