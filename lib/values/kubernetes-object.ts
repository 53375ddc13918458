/** A Kubernetes object as plain data, as it stands in a manifest. */
export interface KubernetesObject {
  /** `v1`, `apps/v1`. */
  readonly apiVersion: string;
  /** `Deployment`. */
  readonly kind: string;
  /** What identifies it. */
  readonly metadata: {
    /** Unique among the kind in its namespace. */
    readonly name: string;
    /** Absent for objects of the whole cluster. */
    readonly namespace?: string;
    /** What selectors match. */
    readonly labels?: Readonly<Record<string, string>>;
    /** What tools read, suppressions of checks among them. */
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /** Whatever the kind defines. */
  readonly [field: string]: unknown;
}
