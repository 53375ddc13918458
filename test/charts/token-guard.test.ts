import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Instance } from '@cdktf/provider-aws/lib/instance';
import { ApiObject, Chart } from 'cdk8s';
import { Fn, Lazy, App as TerraformApp, TerraformStack, Token } from 'cdktf';
import { synthesizeCharts } from '../../lib/charts/synthesize-charts';
import { EnvironmentSpec } from '../../lib/specs/environment/environment-spec';
import { awsEnvironment } from '../fixtures/aws-environment';

const [cluster] = EnvironmentSpec.from(awsEnvironment()).clusters;
if (cluster === undefined) throw new Error('the fixture has no cluster');
const spec = cluster;

// A cdktf app creates its output folder.
const outdir = mkdtempSync(join(tmpdir(), 'keelson-tokens-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));
const stack = new TerraformStack(new TerraformApp({ outdir }), 'stack');
const instance = new Instance(stack, 'instance', { ami: 'ami-1', instanceType: 't3.micro' });

const cores = Token.asNumber(instance.getNumberAttribute('cpu_core_count'));

/** Message with which the guard refuses a value in a ConfigMap's data. */
function refusal(data: unknown): string {
  try {
    synthesizeCharts(spec, [
      (app) => {
        const metadata = { name: 'shop', namespace: 'shop' };
        new ApiObject(new Chart(app, '60-shop'), 'Map', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
      },
    ]);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}

const prefix = "environment 'paas' > cluster 'main' > chart '60-shop' > ConfigMap 'shop': ";

describe('a Terraform token in a manifest is refused', () => {
  it.each<[string, unknown, string]>([
    ['string', { key: instance.privateIp }, 'data.key'],
    ['concatenated string', { key: `http://${instance.privateIp}:80` }, 'data.key'],
    ['function of a token', { key: Fn.lower(instance.privateIp) }, 'data.key'],
    ['number', { list: [1, cores] }, 'data.list[1]'],
    ['number after a calculation', { key: `port ${cores}` }, 'data.key'],
    ['number that was calculated with', { key: cores * 2 + 1 }, 'data.key'],
    ['list', { key: instance.securityGroups }, 'data.key[0]'],
    ['list of numbers', { key: Token.asNumberList(Lazy.anyValue({ produce: () => [1] })) }, 'data.key[0]'],
    ['nested list', { outer: [{ inner: instance.securityGroups }] }, 'data.outer[0].inner[0]'],
    ['map', { key: Token.asStringMap(Lazy.anyValue({ produce: () => ({ a: 'b' }) })) }, 'data.key'],
    ['object that resolves late', { key: Lazy.stringValue({ produce: () => 'x' }) }, 'data.key'],
    ['whole resource', { key: instance }, 'data.key'],
  ])('as a %s', (_, data, path) => {
    expect(refusal(data)).toContain(`${prefix}'${path}' must `);
  });

  it('as a map key', () => {
    expect(refusal({ [instance.privateIp]: 'x' })).toContain(
      `${prefix}'data' must have no Terraform token among its keys`,
    );
  });

  it('while text that only looks like an expression is accepted', () => {
    expect(refusal({ script: 'echo ${HOME} $(date) 1e+100', count: Number.MAX_SAFE_INTEGER })).toBe('accepted');
  });
});
