/** The part of a node pool that only Google Cloud has. */
export interface GooglePoolInput {
  /** What nodes boot: Container-Optimized OS or Ubuntu. Changing it rolls the pool. */
  readonly image: { readonly family: 'cos' | 'ubuntu-gke' };
  /** Boot disk, which also holds containers and logs. Changing size or type rolls the pool. */
  readonly disk: GoogleDiskInput;
  /**
   * `zonal`: one Terraform pool per zone, needed where balancers or instance-group autoscalers attach; `regional`: one pool over all zones.
   * Changing it is refused by the lock: the old nodes would go before the new ones are there.
   * @default 'regional'
   */
  readonly layout?: 'regional' | 'zonal';
  /**
   * Spot machines: about 15 s of notice for ordinary pods. Changing it replaces the pool.
   * @default false
   */
  readonly spot?: boolean;
  /** @default - one surge node, none unavailable */
  readonly upgrade?: GoogleUpgradeInput;
  /**
   * Network tags beyond the cluster's and the pool's own.
   * @default - none
   */
  readonly networkTags?: readonly string[];
  /**
   * Local NVMe disks for ephemeral storage, 0 to 48, as many as the machine type allows. Types that come with disks (`…-lssd`)
   * have their own number also where 0 stands here. Changing it replaces the pool.
   * @default 0
   */
  readonly localSsdCount?: number;
  /**
   * A number of your choice, 0 to 99, that stands for nothing: with another number a new pool takes the place of this one although
   * nothing else of it has changed, the new pool first. The number is part of the hash in the pool's name, because GKE refuses a
   * second pool of one name, which is what `terraform apply -replace` would ask for. Changing it replaces the pool; so does stating or
   * removing it.
   * @default - none
   */
  readonly replacement?: number;
}

/** Boot disk of a Google node. */
export interface GoogleDiskInput {
  /** GiB, 20 to 65536. */
  readonly sizeGib: number;
  /**
   * A type that the machine's family does not boot from is refused.
   * @default - `pd-balanced`, or `hyperdisk-balanced` where the machine's family boots from nothing else
   */
  readonly type?: 'pd-standard' | 'pd-balanced' | 'pd-ssd' | 'hyperdisk-balanced';
  /**
   * Key of the disk, and who lets Compute Engine use it. Another key replaces the pool; another `access` touches no node.
   * @default - Google-managed encryption
   */
  readonly kmsKey?: GoogleDiskKeyInput;
  /**
   * Resource name of a Cloud KMS key, of no other region than the cluster's, with no word on who may use it: a warning prints the
   * command that lets Compute Engine. State `kmsKey` instead. Changing it replaces the pool.
   * @default - none
   */
  readonly kmsKeyName?: string;
}

/** Cloud KMS key of a disk. Compute Engine uses it by its service agent, which has no rights to a key of yours by itself. */
export interface GoogleDiskKeyInput {
  /** `projects/P/locations/L/keyRings/R/cryptoKeys/K`; a key of another region than the cluster's is refused. Changing it replaces the pool. */
  readonly name: string;
  /**
   * `granted`: you promise that the service agent of the nodes' project may use the key; `grant`: it is bound to the key before the
   * pools, and whoever deploys must be allowed to set the key's IAM policy. One cluster of a project grants a key.
   * Changes in place.
   */
  readonly access: 'granted' | 'grant';
}

/** Surge upgrade: how many nodes are added and missing at once, per zone. */
export interface GoogleUpgradeInput {
  /**
   * 0 to 20, and at most 20 together with `maxUnavailable`.
   * @default 1
   */
  readonly maxSurge?: number;
  /**
   * 0 to 20; both 0 is refused.
   * @default 0
   */
  readonly maxUnavailable?: number;
}
