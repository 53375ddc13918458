/**
 * Renders plain data as JSON, which every YAML parser reads without misreading a value. Bare YAML is risky, because cloud-init
 * reads version 1.1, in which `yes` and `0644` are not strings, and other programs read version 1.2.
 */
export function renderJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
