import type { TerraformJson } from '../../../lib/testing/synthesize-stacks';
import type { KubernetesObject } from '../../../lib/values/kubernetes-object';
import { resources } from './terraform-nodes';

// The package has types only for the import statements of ES modules.
const { parse } = require('smol-toml') as { parse(text: string): { settings: { kernel?: { sysctl?: Values } } } };

/** Values by key: `net.core.somaxconn`. */
export type Values = Readonly<Record<string, string>>;

/** Kernel parameters of a pool's nodes, as each tree states them. */
export interface NodeKernels {
  /** Parameters that Terraform sets when a node is created or boots; one entry per group of nodes. */
  readonly boot: readonly Values[];
  /** Parameters that the tuner of the pool keeps; undefined without a tuner. */
  readonly tuner: Values | undefined;
}

/** Reads the kernel parameters of a pool from the places where its nodes get them. */
export function nodeKernels(
  pool: string,
  { stacks, objects }: { readonly stacks: readonly TerraformJson[]; readonly objects: readonly KubernetesObject[] },
): NodeKernels {
  const native = resources(stacks, 'google_container_node_pool')
    .map((resource) => resource['node_config'] as { labels: Values; linux_node_config?: { sysctls?: Values } })
    .filter(({ labels }) => labels['keelson.dev/pool'] === pool)
    .map(({ linux_node_config }) => linux_node_config?.sysctls ?? {});
  return { boot: [...native, ...userDataTexts(pool, stacks).map(bootValues)], tuner: tunerValues(pool, objects) };
}

/** User data of a pool's launch templates as nodes read it, without the values that only an apply knows. */
export function userDataTexts(pool: string, stacks: readonly TerraformJson[]): readonly string[] {
  return resources(stacks, 'aws_launch_template')
    .map((template) => literalText(String(template['user_data'])))
    .filter((text) => text.includes(`keelson.dev/pool=${pool},`) || text.includes(`"keelson.dev/pool" = "${pool}"`));
}

/** The literal parts of a user-data expression; the values that only an apply knows contain no kernel parameters. */
function literalText(expression: string): string {
  const literals = [...expression.matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map(([, text = '']) => {
    return JSON.parse(`"${text.replaceAll('$${', '${').replaceAll('%%{', '%{').replaceAll('\n', '\\n')}"`) as string;
  });
  return literals.join('');
}

function bootValues(text: string): Values {
  if (text.startsWith('[settings')) return parse(text).settings.kernel?.sysctl ?? {};
  const config = /#cloud-config\n(\{[\s\S]*?\n\})\n/.exec(text)?.[1] ?? '{}';
  const { write_files: files = [] } = JSON.parse(config) as {
    write_files?: readonly { path: string; content: string }[];
  };
  const dropIn = files.find(({ path }) => path.startsWith('/etc/sysctl.d/'))?.content ?? '';
  return Object.fromEntries(lines(dropIn).map((line) => line.split(' = ') as [string, string]));
}

function tunerValues(pool: string, objects: readonly KubernetesObject[]): Values | undefined {
  const configuration = objects.find(
    ({ kind, metadata }) => kind === 'ConfigMap' && new RegExp(`^node-tuner-${pool}-[0-9a-f]{6}$`).test(metadata.name),
  );
  if (configuration === undefined) return undefined;
  const { sysctls = '' } = (configuration as unknown as { data: { sysctls?: string } }).data;
  const entries = lines(sysctls).map((line) => line.split('\t') as [string, string]);
  return Object.fromEntries(entries.map(([key, value]) => [key.replaceAll('/', '.'), value]));
}

function lines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}
