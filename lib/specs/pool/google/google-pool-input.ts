/** Members of a node pool that exist on Google Cloud only. */
export interface GooglePoolInput {
  /** Image from which nodes boot: Container-Optimized OS or Ubuntu. Changing it rolls the pool. */
  readonly image: { readonly family: 'cos' | 'ubuntu-gke' };
  /** Boot disk, which also holds containers and logs. Changing size or type rolls the pool. */
  readonly disk: GoogleDiskInput;
  /**
   * `zonal`: one Terraform pool per zone, needed where load balancers or autoscalers of instance groups attach; `regional`: one pool over
   * all zones. Changing it is refused by the lock, because the old nodes would be deleted before the new ones exist.
   * @default 'regional'
   */
  readonly layout?: 'regional' | 'zonal';
  /**
   * Whether nodes are spot machines, which give ordinary pods about 15 s of notice. Changing it replaces the pool.
   * @default false
   */
  readonly spot?: boolean;
  /** @default - one surge node, none unavailable */
  readonly upgrade?: GoogleUpgradeInput;
  /**
   * Network tags, beside those that keelson adds for the cluster and the pool.
   * @default - no further tags
   */
  readonly networkTags?: readonly string[];
  /**
   * Number of local NVMe disks for ephemeral storage, 0 to 48, one of those that the machine type allows. A type with bundled disks
   * (`…-lssd`) has its disks also with 0. Changing it replaces the pool.
   * @default 0
   */
  readonly localSsdCount?: number;
  /**
   * A number of your choice, 0 to 99, without a meaning of its own: another number replaces the pool although nothing else has changed,
   * and the new pool is created before the old one is deleted. The number is part of the hash in the pool's name, because GKE refuses a
   * second pool of the same name, which is what `terraform apply -replace` would create. Changing it replaces the pool; so does stating
   * or removing it.
   * @default - no number
   */
  readonly replacement?: number;
}

/** Boot disk of a Google node. */
export interface GoogleDiskInput {
  /** Size in GiB, 20 to 65536. */
  readonly sizeGib: number;
  /**
   * Type of the disk; one from which the machine cannot boot is refused. Bare metal types (`…-metal`) boot from `hyperdisk-balanced`
   * only. Required for a family that the table of machine types does not list.
   * @default - `pd-balanced`, or `hyperdisk-balanced` where the machine can boot from no other type
   */
  readonly type?: 'pd-standard' | 'pd-balanced' | 'pd-ssd' | 'hyperdisk-balanced';
  /**
   * Key of the disk, and who gives Compute Engine the right to use it. Another key replaces the pool; another `access` changes no node.
   * @default - Google-managed encryption
   */
  readonly kmsKey?: GoogleDiskKeyInput;
  /**
   * Resource name of a Cloud KMS key, without a statement about its access: a warning shows the command that gives Compute Engine the
   * right to use it. A key of another region than the cluster's is refused. State `kmsKey` instead. Changing it replaces the pool.
   * @default - no key
   */
  readonly kmsKeyName?: string;
}

/** Cloud KMS key of a disk. Compute Engine uses it with its service agent, which initially has no right to use your key. */
export interface GoogleDiskKeyInput {
  /** `projects/P/locations/L/keyRings/R/cryptoKeys/K`; a key of another region than the cluster's is refused. Changing it replaces the pool. */
  readonly name: string;
  /**
   * `granted`: the service agent of the nodes' project may use the key already. `grant`: the agent is bound to the key before the pools
   * are created; the deploying identity must be allowed to set the key's IAM policy. Only one cluster of a project may grant a key.
   * Changes in place.
   */
  readonly access: 'granted' | 'grant';
}

/** Surge upgrade: how many nodes of a zone may be added, and how many may be missing, at once. */
export interface GoogleUpgradeInput {
  /**
   * Most additional nodes, 0 to 20, and at most 20 together with `maxUnavailable`.
   * @default 1
   */
  readonly maxSurge?: number;
  /**
   * Most missing nodes, 0 to 20; refused where `maxSurge` is 0 too, because an upgrade could then never begin.
   * @default 0
   */
  readonly maxUnavailable?: number;
}
