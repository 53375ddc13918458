import type { Scalar } from 'yaml';

/**
 * YAML of plain data. Every string value is double-quoted: cloud-init reads YAML 1.1, where a bare `yes` or `0644` is no string.
 */
export function renderYaml(value: unknown): string {
  const { Document } = loadYaml();
  return new Document(value).toString({ defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 });
}

/** A string that {@link renderYaml} writes as an indented block, so that a script stays readable in a plan. */
export function yamlBlock(text: string): Scalar<string> {
  const { Scalar } = loadYaml();
  const scalar = new Scalar(text);
  scalar.type = 'BLOCK_LITERAL';
  return scalar;
}

/** Loaded with the first document: at import it would be a seventh of what `keelson/aws` costs. */
function loadYaml(): typeof import('yaml') {
  return require('yaml') as typeof import('yaml');
}
