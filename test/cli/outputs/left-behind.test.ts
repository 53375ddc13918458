import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { leftBehindWarnings } from '../../../lib/cli/outputs/left-behind';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keelson-left-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text = ''): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function list(...stacks: readonly string[]): void {
  write('cdktf.out/manifest.json', JSON.stringify({ stacks: Object.fromEntries(stacks.map((name) => [name, {}])) }));
}

function warnings(...known: readonly string[]): readonly string[] {
  const places = { terraform: join(folder, 'cdktf.out'), kubernetes: join(folder, 'dist'), known };
  return leftBehindWarnings(places).map((text) => text.replaceAll(folder, '.'));
}

test('nothing is reported before the first run', () => {
  expect(warnings('shop')).toEqual([]);
});

test('the stacks of a removed cluster are reported, platform before foundation', () => {
  for (const stack of ['shop-main-platform', 'shop-old-foundation', 'shop-old-platform']) {
    write(`cdktf.out/stacks/${stack}/cdk.tf.json`);
  }
  list('shop-main-platform');
  expect(warnings('shop')).toEqual([
    "the platform no longer has these stacks, and the resources that they deployed still exist: shop-old-platform, shop-old-foundation; destroy them in this order (check out a commit that has them and run 'npx cdktf destroy', or 'terraform destroy' in ./cdktf.out/stacks/<stack>), then remove their folders, which stay until then",
  ]);
});

test('a removed environment whose name begins like that of an existing one is reported', () => {
  write('cdktf.out/stacks/shopping-main-platform/cdk.tf.json');
  list('shopping-main-platform');
  expect(warnings('shop')).toEqual([expect.stringContaining('still exist: shopping-main-platform;')]);
});

test('folders without manifests are not reported as environments', () => {
  write('dist/apps/terraform/index.js');
  write('dist/readme.txt');
  write('dist/shop/main/00-cluster.k8s.yaml');
  write('dist/video/main/00-cluster.k8s.yaml');
  expect(warnings('shop')).toEqual([
    'the platform no longer has the environments of these manifests: ./dist/video; remove the folders once the clusters are destroyed',
  ]);
});
