import type { TaintInput } from '../../../lib/values/taint';
import type { SimulatedNode } from './simulated-nodes';

/** Prefix of the tags from which the cluster autoscaler builds the node of an empty group. */
const TEMPLATE = 'k8s.io/cluster-autoscaler/node-template/';

/** The node that the cluster autoscaler expects of an empty group. */
export interface TemplateNode {
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly TaintInput[];
  /** Quantities that pods can request, by resource. */
  readonly allocatable: Readonly<Record<string, string>>;
}

/**
 * Reads the tags of an Auto Scaling group as the cluster autoscaler does: a taint is `<value>:<effect>`, and tags of resources take the
 * place of the machine's figures.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/cluster-autoscaler-1.36.1/cluster-autoscaler/cloudprovider/aws/aws_manager.go
 */
export function templateNode(tags: readonly { readonly key: string; readonly value: string }[]): TemplateNode {
  const below = (kind: string) => {
    const prefix = `${TEMPLATE}${kind}/`;
    return tags
      .filter(({ key }) => key.startsWith(prefix))
      .map(({ key, value }) => [key.slice(prefix.length), value] as const);
  };
  return {
    labels: Object.fromEntries(below('label')),
    taints: below('taint').map(([key, text]) => readTaint(key, text)),
    allocatable: Object.fromEntries(below('resources')),
  };
}

function readTaint(key: string, text: string): TaintInput {
  const [, value = '', effect] = /^(.*):(NoSchedule|NoExecute|PreferNoSchedule)$/.exec(text) ?? [];
  if (effect === undefined) throw new Error(`the autoscaler ignores the taint '${key}' with '${text}'`);
  return { key, value, effect: effect as TaintInput['effect'] };
}

/**
 * A simulated node as the autoscaler expects it of a group with these tags: with the labels of the kubelet, and everything else from the
 * tags.
 *
 * @param poolLabels labels that the node has from its pool, which only the tags may give it here.
 */
export function asTemplate(
  node: SimulatedNode,
  { labels, taints, allocatable }: TemplateNode,
  poolLabels: Readonly<Record<string, string>>,
): SimulatedNode {
  const own = Object.entries(node.manifest.metadata.labels ?? {}).filter(([key]) => poolLabels[key] === undefined);
  const metadata = { ...node.manifest.metadata, labels: { ...Object.fromEntries(own), ...labels } };
  const status = { ...(node.manifest['status'] as object), capacity: allocatable, allocatable };
  return { ...node, manifest: { ...node.manifest, metadata, spec: { taints }, status } };
}
