import type { TaintInput } from '../../../lib/values/taint';

/** Prefix of the tags from which the cluster autoscaler builds the node of an empty group. */
const TEMPLATE = 'k8s.io/cluster-autoscaler/node-template/';

/** The node that the cluster autoscaler expects of an empty group. */
export interface TemplateNode {
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly TaintInput[];
  /** What pods can request, by resource. */
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
