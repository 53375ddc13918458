import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file of an output, without what may differ between two programs that mean the same. */
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

/** Terraform ignores `//`, where cdktf notes the place of a construct in the tree: that place is the program's own affair. */
function withoutComments(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutComments);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== '//');
  return Object.fromEntries(entries.map(([key, child]) => [key, withoutComments(child)]));
}
