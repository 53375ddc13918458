import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file of an output, without the parts that may differ between two equivalent programs. */
export interface OutputFile {
  readonly path: string;
  readonly content: unknown;
  readonly bytes: number;
}

/** Every stack and manifest below a folder, sorted by path. */
export function readOutputs(folder: string): readonly OutputFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('cdk.tf.json') || path.endsWith('.k8s.yaml'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      const content = path.endsWith('.json') ? withoutComments(JSON.parse(text)) : text;
      return {
        path,
        content,
        bytes: Buffer.byteLength(typeof content === 'string' ? content : JSON.stringify(content)),
      };
    });
}

/** Removes the members `//`, which Terraform ignores, because cdktf writes a construct's place in the tree there, and programs differ in it. */
function withoutComments(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutComments);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== '//');
  return Object.fromEntries(entries.map(([key, child]) => [key, withoutComments(child)]));
}
