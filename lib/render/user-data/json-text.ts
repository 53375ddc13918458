/**
 * Plain data for the programs of a node that read YAML: JSON is part of it, and no value can be misread. Bare YAML needs
 * care, because cloud-init reads version 1.1, where `yes` and `0644` are no strings, and others read 1.2.
 */
export function renderJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
