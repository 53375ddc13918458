// @ts-check
// Plain Node: `keelson` is the compiled package here, as users install it. Code that tsx translates is slower when it
// runs for the first time, which is all of it where one environment is synthesised.
const { mkdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { report } = require('../support/report-child.cjs');

// Arguments: program, cloud, file of the environments, output folder, file of the hand-written program.
const [program, cloud, inputs, out, handwritten] = process.argv.slice(2);
const build = join(__dirname, '../../build');
const terraform = join(out, 'terraform');
const kubernetes = join(out, 'kubernetes');
const environments = JSON.parse(readFileSync(inputs, 'utf8'));
mkdirSync(terraform, { recursive: true });
mkdirSync(kubernetes, { recursive: true });

// Everything is loaded before the clock starts: import times are measured apart.
report(program === 'keelson' ? prepareKeelson() : prepareHandwritten());

function prepareKeelson() {
  const { EnvironmentSpec } = require('keelson');
  const { addStandardCharts, synthesizeCharts } = require('keelson/kubernetes');
  const { writeManifests } = require(join(build, 'cli/write-manifests.js'));
  const { synthesizeStacks } = require(join(build, 'stacks/synthesize-stacks.js'));
  const door = require(`keelson/${cloud}`);
  const addStacks = cloud === 'aws' ? door.addAwsStacks : door.addGoogleStacks;
  return () => {
    const specs = environments.map((input) => EnvironmentSpec.from(input));
    synthesizeStacks(specs, [addStacks], { outdir: terraform });
    for (const spec of specs) {
      for (const cluster of spec.clusters) {
        writeManifests(synthesizeCharts(cluster, [addStandardCharts]), join(kubernetes, spec.name));
      }
    }
  };
}

function prepareHandwritten() {
  const { App: ChartsApp } = require('cdk8s');
  const { App } = require('cdktf');
  const { addStacks, addCharts } = require(handwritten);
  return () => {
    const app = new App({ outdir: terraform, stackTraces: false });
    for (const { name } of environments) addStacks(app, name);
    app.synth();
    for (const { name } of environments) {
      const folder = join(kubernetes, name);
      mkdirSync(folder, { recursive: true });
      const charts = new ChartsApp({ outdir: folder });
      addCharts(charts, name);
      charts.synth();
    }
  };
}
