import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

// cdk8s-plus-27 knows these kinds in an alpha version only.
const API_VERSION = 'admissionregistration.k8s.io/v1';
const KIND = 'ValidatingAdmissionPolicy';

/** What {@link addAdmissionPolicy} needs. */
export interface AdmissionPolicyProps {
  /** Construct id of the policy; that of its binding ends in `Binding`. */
  readonly id: string;
  /** Name of the policy and of its binding. */
  readonly name: string;
  /** The policy's spec. */
  readonly spec: Readonly<Record<string, unknown>>;
}

/** What {@link addPolicyBinding} needs. */
export interface PolicyBindingProps {
  /** Construct id. */
  readonly id: string;
  /** Name of the binding. */
  readonly name: string;
  /** Name of the policy. */
  readonly policyName: string;
  /** What the API server does with a request that breaks the policy. */
  readonly validationActions: readonly ('Audit' | 'Deny' | 'Warn')[];
  /** The only namespace in which the policy is in force. @default - the whole cluster */
  readonly namespace?: string;
}

/** Adds an admission policy without a binding, which is not in force anywhere. */
export function addUnboundPolicy(scope: Construct, { id, name, spec }: AdmissionPolicyProps): ApiObject {
  return new ApiObject(scope, id, { apiVersion: API_VERSION, kind: KIND, metadata: { name }, spec });
}

/** Adds an admission policy that is in force in the whole cluster and refuses whatever breaks it. */
export function addAdmissionPolicy(scope: Construct, props: AdmissionPolicyProps): ApiObject {
  const { id, name } = props;
  const policy = addUnboundPolicy(scope, props);
  addPolicyBinding(scope, { id: `${id}Binding`, name, policyName: name, validationActions: ['Deny'] });
  return policy;
}

/** Puts a policy in force. */
export function addPolicyBinding(scope: Construct, props: PolicyBindingProps): ApiObject {
  const { id, name, policyName, validationActions, namespace } = props;
  // The API server itself writes this label on every namespace and refuses to change it, so nobody can leave the policy.
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
