import type { GoogleIngressMembers } from './google/google-ingress-fields';
import type { GoogleIngressInput } from './google/google-ingress-input';
import type { IngressCluster, IngressSpec } from './ingress-spec';

/** An ingress in every form that its rules read. */
export interface JudgedIngress {
  /** The input as the user wrote it; rules read it only to ask whether a member was stated. */
  readonly stated: GoogleIngressInput;
  /** The input as its fields read it, with their defaults filled in. */
  readonly input: GoogleIngressMembers;
  readonly spec: IngressSpec;
  /** All clusters of the environment. */
  readonly clusters: readonly IngressCluster[];
  /** All ingresses of the environment, in the order of the input. */
  readonly all: readonly IngressSpec[];
}
