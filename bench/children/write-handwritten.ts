import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { App, type TerraformStack } from 'cdktf';
import { EnvironmentSpec } from 'keelson';
import { addStandardCharts, synthesizeCharts } from 'keelson/kubernetes';
import { type BenchCloud, benchEnvironments } from '../support/environments';
import { writeCharts } from '../support/handwritten-charts';
import { HandwrittenStacks } from '../support/handwritten-stacks';

// Arguments: cloud, file to write. Writes a program of vendor constructs only, with the same output as one environment.
const [cloud, target] = process.argv.slice(2) as [BenchCloud, string];
const environment = EnvironmentSpec.from(
  benchEnvironments(cloud, 1)[0] as ReturnType<typeof benchEnvironments>[number],
);

mkdirSync(dirname(target), { recursive: true });
const app = new App({ outdir: `${target}.out`, stackTraces: false });
require(`../../lib/stacks/${cloud}/add-${cloud}-stacks`)[cloud === 'aws' ? 'addAwsStacks' : 'addGoogleStacks'](
  app,
  environment,
);
app.synth();

const stacks = new HandwrittenStacks(app.node.children as TerraformStack[]);
const charts = environment.clusters.flatMap((cluster) =>
  synthesizeCharts(cluster, [addStandardCharts]).map((file) => ({
    id: file.path.replace(/\.k8s\.yaml$/, ''),
    objects: file.objects,
  })),
);
const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
const source = [
  "const { Fn, Token } = require('cdktf');",
  "const { ApiObject, Chart } = require('cdk8s');",
  "const { k8s } = require('cdk8s-plus-27');",
  ...stacks.imports,
  'exports.addStacks = function addStacks(app, name) {',
  ...indented(stacks.statements),
  '};',
  'exports.addCharts = function addCharts(charts, name) {',
  ...indented(writeCharts(charts)),
  '};',
];
writeFileSync(target, `${source.join('\n')}\n`);
