/** An argument that is left out when its feature is off, and the reason why that is right although the cloud keeps the former value. */
export interface LeftOut {
  /** `<type> <dotted path>`. */
  readonly argument: string;
  /** Arguments that identify the resources for which the reason holds. @default - all resources of the type */
  readonly where?: Readonly<Record<string, string>>;
  readonly why: string;
}

/** Every optional-and-computed argument that is written for some input and left out for another. */
export const LEFT_OUT: readonly LeftOut[] = [
  {
    argument: 'aws_autoscaling_group launch_template',
    why: 'It excludes mixed_instances_policy, which is computed too, so neither has an off state; a postcondition refuses the change of kind.',
  },
  {
    argument: 'aws_autoscaling_group mixed_instances_policy',
    why: 'It excludes launch_template, which is computed too, so neither has an off state; a postcondition refuses the change of kind.',
  },
  {
    argument: 'aws_eks_access_entry kubernetes_groups',
    where: { type: 'EC2_LINUX' },
    why: 'EKS chooses the groups of nodes and takes none for them.',
  },
  {
    argument: 'aws_eks_addon configuration_values',
    where: { addon_name: 'kube-proxy' },
    why: 'No input configures it.',
  },
  {
    argument: 'aws_eks_cluster vpc_config.public_access_cidrs',
    why: 'Without the public endpoint nobody asks the list, and whoever opens the endpoint again states it.',
  },
  {
    argument: 'aws_launch_template block_device_mappings.ebs.iops',
    why: 'Only the system disk of Bottlerocket leaves it out, and no input sizes that disk; a pool that comes from another family keeps what its first disk had.',
  },
  {
    argument: 'aws_launch_template block_device_mappings.ebs.throughput',
    why: 'Only the system disk of Bottlerocket leaves it out, and no input sizes that disk; a pool that comes from another family keeps what its first disk had.',
  },
  {
    argument: 'aws_launch_template block_device_mappings.ebs.volume_size',
    why: "The size of Bottlerocket's system disk is its snapshot's; a pool that comes from another family keeps the larger size of its first disk.",
  },
  {
    argument: 'aws_sqs_queue redrive_policy',
    why: 'The queue of node events always has one, and the queue of failed messages is the last one.',
  },
  {
    argument: 'google_compute_backend_service backend.max_rate_per_instance',
    why: 'Backends are a set: one with another mode is another element, which keeps nothing of the former one.',
  },
  {
    argument: 'google_compute_backend_service backend.max_utilization',
    why: 'Backends are a set: one with another mode is another element, and Compute Engine takes no utilisation beside a rate.',
  },
  {
    argument: 'google_container_cluster authenticator_groups_config',
    why: 'The off state, an empty group, is right for an update and enables the feature at creation; a postcondition refuses the removal and says the way.',
  },
  {
    argument: 'google_container_cluster master_authorized_networks_config',
    why: 'It is left out where the DNS endpoint is the way in: the IP endpoints are off then, and the list counts for them alone.',
  },
  {
    argument: 'google_container_cluster private_cluster_config.master_global_access_config',
    why: 'It is left out where the DNS endpoint is the way in: the IP endpoints are off then, and global access counts for them alone.',
  },
  {
    argument: 'google_container_node_pool initial_node_count',
    why: 'It counts at creation alone, and a change would replace the pool; a fixed pool states its count instead.',
  },
  {
    argument: 'google_container_node_pool node_count',
    why: "The count of a scaled pool is the autoscaler's; what the cloud has is what must stay.",
  },
];
