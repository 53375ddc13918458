import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { awsMachineTable } from './support/aws-machine-table.mjs';
import { inEmptyFolder, ROOT, run } from './support/steps.mjs';

/** Release of moto whose copy of EC2's answers is reduced; the digest keeps another file of the same name out. */
const SOURCE = {
  version: '5.2.5',
  asOf: '2026-10',
  sha256: 'eef62cdcf3bfe73e0863743511ba042dfaba04ba3d5ecdcb896a196c693ad528',
};

/** Writes the table of EC2's machine types anew: the one program that does, and the only one that needs the network for it. */
inEmptyFolder((folder) => {
  const requirement = join(folder, 'requirements.txt');
  writeFileSync(requirement, `moto==${SOURCE.version} --hash=sha256:${SOURCE.sha256}\n`);
  const download = ['download', '--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes'];
  run(['python3', '-m', 'pip', ...download, '--dest', folder, '--requirement', requirement]);
  run(['python3', '-m', 'zipfile', '-e', join(folder, `moto-${SOURCE.version}-py3-none-any.whl`), folder]);
  const answers = JSON.parse(gunzipSync(readFileSync(join(folder, 'moto/ec2/resources/instance_types.json.gz'))));
  const table = join(ROOT, 'lib/specs/machine/aws-machine-table.ts');
  writeFileSync(table, awsMachineTable(answers, SOURCE));
  run([join(ROOT, 'node_modules/.bin/biome'), 'format', '--write', table]);
});
