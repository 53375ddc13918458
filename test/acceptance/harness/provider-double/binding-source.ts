import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Root of an installed provider package's bindings. */
function libraryFolder(provider: string): string {
  return join(dirname(require.resolve(`@cdktf/provider-${provider}/package.json`)), 'lib');
}

/**
 * Text of the bindings of one resource or data source, cut into its top-level declarations.
 *
 * The bindings are generated and therefore regular: a declaration starts in column 0 and ends with a brace there. This file and
 * binding-schema.ts rely on nothing else; if the layout changes, a schema comes out empty and `readSchema` throws.
 */
export interface BindingSource {
  /** `function xToHclTerraform`, by its name: the arguments of a block. */
  readonly converters: ReadonlyMap<string, string>;
  /** Classes by name: the resource itself, and one per nested block or result object. */
  readonly classes: ReadonlyMap<string, string>;
  /** Interfaces of the typings by name: which arguments are required. */
  readonly interfaces: ReadonlyMap<string, string>;
}

/**
 * Reads the bindings of a type.
 *
 * @param folder name below the package's lib folder: `eks-cluster`, `data-aws-ssm-parameter`, `provider`.
 */
export function readBinding(provider: string, folder: string): BindingSource {
  const path = join(libraryFolder(provider), folder);
  if (!existsSync(path)) throw new Error(`@cdktf/provider-${provider} has no '${folder}'`);
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();
  const read = (suffix: string): string =>
    files
      .filter((file) => file.endsWith(suffix))
      .map((file) => readFileSync(join(path, file), 'utf8'))
      .join('\n');
  const script = read('.js');
  return {
    converters: declarations(script, /^function (\w+ToHclTerraform)\(/gm),
    classes: declarations(script, /^class (\w+) extends /gm),
    interfaces: declarations(read('.d.ts'), /^export interface (\w+) /gm),
  };
}

function declarations(text: string, start: RegExp): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const match of text.matchAll(start)) {
    const end = text.indexOf('\n}', match.index);
    found.set(String(match[1]), text.slice(match.index, end));
  }
  return found;
}
