import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { App as ChartsApp } from 'cdk8s';
import { App } from 'cdktf';
import { EnvironmentSpec } from 'keelson';
import { addStandardCharts, synthesizeCharts } from 'keelson/kubernetes';
import { writeManifests } from '../../lib/cli/write-manifests';
import { synthesizeStacks } from '../../lib/stacks/synthesize-stacks';
import { type BenchCloud, benchEnvironments, benchName } from '../support/environments';
import { report } from '../support/report-child';

// Arguments: program, cloud, number of environments, output folder, file of the hand-written program.
const [program, cloud, countText, out, handwritten] = process.argv.slice(2) as [
  string,
  BenchCloud,
  string,
  string,
  string,
];
const count = Number(countText);
const terraform = join(out, 'terraform');
const kubernetes = join(out, 'kubernetes');
mkdirSync(terraform, { recursive: true });
mkdirSync(kubernetes, { recursive: true });

// Everything is loaded before the clock starts: import times are measured apart.
report(program === 'keelson' ? prepareKeelson() : prepareHandwritten());

function prepareKeelson(): () => void {
  const door = require(`../../lib/stacks/${cloud}/add-${cloud}-stacks`);
  const addStacks = cloud === 'aws' ? door.addAwsStacks : door.addGoogleStacks;
  // User data loads it with the first document.
  require('yaml');
  return () => {
    const environments = benchEnvironments(cloud, count).map((input) => EnvironmentSpec.from(input));
    synthesizeStacks(environments, [addStacks], terraform);
    for (const environment of environments) {
      for (const cluster of environment.clusters) {
        const files = synthesizeCharts(cluster, [addStandardCharts]);
        writeManifests(files, join(kubernetes, environment.name));
      }
    }
  };
}

function prepareHandwritten(): () => void {
  const { addStacks, addCharts } = require(handwritten);
  return () => {
    const app = new App({ outdir: terraform, stackTraces: false });
    for (let index = 0; index < count; index += 1) addStacks(app, benchName(index));
    app.synth();
    for (let index = 0; index < count; index += 1) {
      const folder = join(kubernetes, benchName(index));
      mkdirSync(folder, { recursive: true });
      const charts = new ChartsApp({ outdir: folder });
      addCharts(charts, benchName(index));
      charts.synth();
    }
  };
}
