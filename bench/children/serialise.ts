import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Yaml } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { readOutputs } from '../support/outputs';
import { report } from '../support/report-child.cjs';

// Arguments: folder of an output, folder to write. The least that every program must do: render the same values as text and write it.
const [source, out] = process.argv.slice(2) as [string, string];
const files = readOutputs(source).map(({ path }) => {
  const text = readFileSync(join(source, path), 'utf8');
  const isJson = path.endsWith('.json');
  const objects = isJson ? [JSON.parse(text)] : parseAllDocuments(text).map((document) => document.toJS());
  mkdirSync(dirname(join(out, path)), { recursive: true });
  return { path: join(out, path), isJson, objects };
});

report(() => {
  for (const { path, isJson, objects } of files) {
    writeFileSync(path, isJson ? JSON.stringify(objects[0], null, 2) : Yaml.stringify(...objects));
  }
});
