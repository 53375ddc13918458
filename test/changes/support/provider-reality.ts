/** A place in which a plan differs from the provider's facts, and the reason. */
export interface Reality {
  /** Type or argument: `<type>`, or `<type> <dotted path>`. */
  readonly what: string;
  readonly why: string;
}

/** Arguments whose change replaces nodes although the plan calls it an update in place. */
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

/** Arguments inside those of {@link ROLLING} whose change replaces no nodes. */
export const NOT_ROLLING: readonly Reality[] = [
  { what: 'google_container_node_pool node_config.labels', why: 'GKE updates labels of running nodes.' },
  { what: 'google_container_node_pool node_config.taint', why: 'GKE updates taints of running nodes.' },
  { what: 'google_container_node_pool node_config.tags', why: 'GKE updates network tags of running machines.' },
  { what: 'google_container_node_pool node_config.resource_labels', why: 'GKE labels running machines and disks.' },
];

/** Types of which another resource is made for every change, to which machines roll before the old one goes. */
export const ROLLED_TO: readonly Reality[] = [
  {
    what: 'google_compute_region_instance_template',
    why: 'No argument of a template can change; the instance group replaces its machines by those of the new one.',
  },
];

/** Types whose resources are parts of another one, so that removing one and adding another changes that resource in place. */
export const PARTS: readonly Reality[] = [
  { what: 'aws_eks_access_policy_association', why: 'A right of a principal whose entry stays.' },
  { what: 'aws_iam_role_policy_attachment', why: 'A right of a role that stays.' },
  { what: 'aws_kms_grant', why: 'A right of a role that stays, to a key.' },
  { what: 'aws_route', why: 'A line in a table that stays.' },
  { what: 'aws_vpc_security_group_egress_rule', why: 'A line in a group that stays.' },
  { what: 'aws_vpc_security_group_ingress_rule', why: 'A line in a group that stays.' },
  { what: 'google_compute_autoscaler', why: 'The loop of an instance group that stays.' },
  { what: 'google_compute_firewall', why: 'A rule of a network that stays.' },
  { what: 'google_kms_crypto_key_iam_member', why: 'A right of an account that stays, to a key.' },
];

const needed = new Set<string>();

/** Whether one of the rows names an argument, or a whole type; the row then counts as needed. */
export function isListed(rows: readonly Reality[], type: string, path: string): boolean {
  const row = rows.find(({ what }) => {
    const [of, argument] = what.split(' ');
    return of === type && (argument === undefined || path === argument || path.startsWith(`${argument}.`));
  });
  if (row !== undefined) needed.add(row.what);
  return row !== undefined;
}

/** Rows about types of a cloud that no comparison has used so far. */
export function idleRows(cloud: 'aws' | 'google'): readonly string[] {
  const all = [...ROLLING, ...NOT_ROLLING, ...ROLLED_TO, ...PARTS].map(({ what }) => what);
  return all.filter((what) => what.startsWith(`${cloud}_`) && !needed.has(what));
}
