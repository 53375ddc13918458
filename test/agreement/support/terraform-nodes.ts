import type { TerraformJson } from '../../../lib/testing/synthesize-stacks';

// The package has types only for the import statements of ES modules.
const { parse } = require('smol-toml') as { parse(text: string): unknown };

/** Nodes as Terraform creates them: one entry per group of nodes. */
export interface TerraformNodes {
  readonly labels: Readonly<Record<string, string>>;
  /** Taints as `key=value:effect`, with effects in the spelling of Kubernetes, including startup taints. */
  readonly taints: readonly string[];
}

const KUBERNETES_EFFECTS: Readonly<Record<string, string>> = {
  NO_SCHEDULE: 'NoSchedule',
  PREFER_NO_SCHEDULE: 'PreferNoSchedule',
  NO_EXECUTE: 'NoExecute',
};

interface CloudTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

/** Reads labels and taints from the places where each cloud's nodes get them: node pools, managed groups, user data. */
export function terraformNodes(stacks: readonly TerraformJson[]): readonly TerraformNodes[] {
  const groups = resources(stacks, 'aws_eks_node_group');
  const managed = new Set(groups.map((group) => templateOf(JSON.stringify(group))));
  return [
    ...resources(stacks, 'google_container_node_pool').map((pool) => {
      const config = pool['node_config'] as { labels: Record<string, string>; taint?: CloudTaint[] };
      return { labels: config.labels, taints: (config.taint ?? []).map(renderTaint) };
    }),
    ...groups.map((group) => ({
      labels: group['labels'] as Record<string, string>,
      taints: ((group['taint'] ?? []) as CloudTaint[]).map(renderTaint),
    })),
    // A template without an Auto Scaling group creates no nodes; the nodes of a managed group get their labels from that group.
    ...resources(stacks, 'aws_autoscaling_group').map((group) => {
      const id = templateOf(JSON.stringify(group));
      if (id === undefined || managed.has(id)) throw new Error(`a group without a launch template of its own: ${id}`);
      const template = stacks.map((stack) => stack['resource']?.['aws_launch_template']?.[id]).find(Boolean);
      return readUserData(String(template?.['user_data']));
    }),
  ];
}

/** Every resource of a type, over all stacks. */
export function resources(stacks: readonly TerraformJson[], type: string): readonly Record<string, unknown>[] {
  return stacks.flatMap((stack) => Object.values(stack['resource']?.[type] ?? {}));
}

function templateOf(group: string): string | undefined {
  return /aws_launch_template\.([\w-]+)\./.exec(group)?.[1];
}

function renderTaint({ key, value, effect }: CloudTaint): string {
  return `${key}=${value ?? ''}:${KUBERNETES_EFFECTS[effect]}`;
}

/** The literal parts of the expression that becomes the user data; the values that only an apply knows are between them. */
function readUserData(expression: string): TerraformNodes {
  const text = [...expression.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([piece]) => JSON.parse(piece) as string).join('');
  return text.startsWith('[settings') ? readBottlerocket(text) : readKubeletFlags(text);
}

function readKubeletFlags(text: string): TerraformNodes {
  const flag = (name: string) => new RegExp(`--${name}=([^\\s"']+)`).exec(text)?.[1]?.split(',') ?? [];
  const labels = flag('node-labels').map((pair) => pair.split('=') as [string, string]);
  const taints = flag('register-with-taints').map((taint) => taint.replace(/^([^=:]+):/, '$1=:'));
  return { labels: Object.fromEntries(labels), taints };
}

function readBottlerocket(text: string): TerraformNodes {
  const { settings } = parse(text) as {
    settings: { kubernetes: { 'node-labels': Record<string, string>; 'node-taints'?: Record<string, string[]> } };
  };
  const taints = Object.entries(settings.kubernetes['node-taints'] ?? {}).flatMap(([key, values]) =>
    values.map((value) => `${key}=${value}`),
  );
  return { labels: settings.kubernetes['node-labels'], taints };
}
