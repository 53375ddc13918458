import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

// Written as ApiObjects, because cdk8s-plus-27 has these kinds in an alpha version only.
const API_VERSION = 'admissionregistration.k8s.io/v1';
const KIND = 'ValidatingAdmissionPolicy';

/** Properties of {@link addAdmissionPolicy}. */
export interface AdmissionPolicyProps {
  /** Construct id of the policy; the id of its binding has `Binding` at the end. */
  readonly id: string;
  /** Name of the policy and of its binding. */
  readonly name: string;
  /** The policy's spec. */
  readonly spec: Readonly<Record<string, unknown>>;
}

/** Properties of {@link addPolicyBinding}. */
export interface PolicyBindingProps {
  /** Construct id of the binding. */
  readonly id: string;
  /** Name of the binding. */
  readonly name: string;
  /** Name of the policy. */
  readonly policyName: string;
  /** Reaction of the API server to a request that violates the policy. */
  readonly validationActions: readonly ('Audit' | 'Deny' | 'Warn')[];
  /** The only namespace in which the binding enforces the policy. @default - the whole cluster */
  readonly namespace?: string;
}

/** Adds an admission policy without a binding; without one the policy is not enforced anywhere. */
export function addUnboundPolicy(scope: Construct, { id, name, spec }: AdmissionPolicyProps): ApiObject {
  return new ApiObject(scope, id, { apiVersion: API_VERSION, kind: KIND, metadata: { name }, spec });
}

/** Adds an admission policy with a binding that enforces it in the whole cluster: requests that violate the policy are refused. */
export function addAdmissionPolicy(scope: Construct, props: AdmissionPolicyProps): ApiObject {
  const { id, name } = props;
  const policy = addUnboundPolicy(scope, props);
  addPolicyBinding(scope, { id: `${id}Binding`, name, policyName: name, validationActions: ['Deny'] });
  return policy;
}

/** Adds a binding, which enforces a policy. */
export function addPolicyBinding(scope: Construct, props: PolicyBindingProps): ApiObject {
  const { id, name, policyName, validationActions, namespace } = props;
  // The API server sets this label on every namespace and refuses changes of it, so that no namespace can evade the policy.
  const matchLabels = { 'kubernetes.io/metadata.name': namespace };
  return new ApiObject(scope, id, {
    apiVersion: API_VERSION,
    kind: `${KIND}Binding`,
    metadata: { name },
    spec: {
      policyName,
      validationActions,
      ...(namespace !== undefined && { matchResources: { namespaceSelector: { matchLabels } } }),
    },
  });
}
