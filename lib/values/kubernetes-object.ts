/** A Kubernetes object as plain data, as it stands in a manifest. */
export interface KubernetesObject {
  /** `v1`, `apps/v1`. */
  readonly apiVersion: string;
  /** `Deployment`. */
  readonly kind: string;
  /** Members that identify the object. */
  readonly metadata: {
    /** Unique among the objects of the kind in the namespace. */
    readonly name: string;
    /** Absent for objects of the whole cluster. */
    readonly namespace?: string;
    /** Labels that selectors match. */
    readonly labels?: Readonly<Record<string, string>>;
    /** Notes for tools, among them the reasons that let an object off a check. */
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /** Whatever the kind defines. */
  readonly [field: string]: unknown;
}
