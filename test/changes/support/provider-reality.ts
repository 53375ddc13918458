/** Where a plan does something else than the facts of a provider alone would say, and why. */
export interface Reality {
  /** `<type>`, or `<type> <dotted path>`. */
  readonly what: string;
  readonly why: string;
}

/** Arguments of which a change renews nodes; the plan calls it an update in place. */
export const ROLLING: readonly Reality[] = [
  { what: 'aws_launch_template', why: 'Every change makes a new version, to which the groups of the pool refresh.' },
  {
    what: 'aws_autoscaling_group mixed_instances_policy',
    why: 'The provider starts an instance refresh whenever the policy changes.',
  },
  {
    what: 'google_container_node_pool node_config',
    why: 'GKE renews the nodes by surge, once for each kind of change.',
  },
];

/** Arguments below those that roll which change without new nodes. */
export const NOT_ROLLING: readonly Reality[] = [
  { what: 'google_container_node_pool node_config.labels', why: 'GKE updates labels of running nodes.' },
  { what: 'google_container_node_pool node_config.taint', why: 'GKE updates taints of running nodes.' },
  { what: 'google_container_node_pool node_config.tags', why: 'GKE updates network tags of running machines.' },
  { what: 'google_container_node_pool node_config.resource_labels', why: 'GKE labels running machines and disks.' },
];

/** Types of which one that goes and another one that comes is a change in place of what both belong to. */
export const PARTS: readonly Reality[] = [
  { what: 'aws_eks_access_policy_association', why: 'A right of a principal whose entry stays.' },
  { what: 'aws_iam_role_policy_attachment', why: 'A right of a role that stays.' },
  { what: 'aws_kms_grant', why: 'A right of a role that stays, to a key.' },
  { what: 'aws_route', why: 'A line in a table that stays.' },
  { what: 'aws_vpc_security_group_egress_rule', why: 'A line in a group that stays.' },
  { what: 'aws_vpc_security_group_ingress_rule', why: 'A line in a group that stays.' },
  { what: 'google_kms_crypto_key_iam_member', why: 'A right of an account that stays, to a key.' },
];

const needed = new Set<string>();

/** Whether one of the rows speaks of an argument, or of a type as a whole; rows that answer are needed. */
export function isListed(rows: readonly Reality[], type: string, path: string): boolean {
  const row = rows.find(({ what }) => {
    const [of, argument] = what.split(' ');
    return of === type && (argument === undefined || path === argument || path.startsWith(`${argument}.`));
  });
  if (row !== undefined) needed.add(row.what);
  return row !== undefined;
}

/** Rows about types of a cloud that nothing has asked for so far. */
export function idleRows(cloud: 'aws' | 'google'): readonly string[] {
  const all = [...ROLLING, ...NOT_ROLLING, ...PARTS].map(({ what }) => what);
  return all.filter((what) => what.startsWith(`${cloud}_`) && !needed.has(what));
}
