import type { Account } from './account-rights';

// Objects that the server accepts and that a later step of the judge must refuse.

/** The control plane fills `rules` in from other roles; a manifest that states rules empties them. */
export const EMPTIED_ROLE = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'emptied' },
  aggregationRule: { clusterRoleSelectors: [{ matchLabels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } }] },
  rules: [],
};

/** The server stores this object without the empty list. */
export const EMPTY_LIST = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'empty', namespace: 'default' },
  spec: { podSelector: {}, policyTypes: ['Egress'], egress: [] },
};

/** No controller removes the finalizer of this object. */
export const KEPT_OBJECT = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'kept', namespace: 'default', finalizers: ['keelson.dev/kept'] },
};

/** An account with the rights that no other account may have. */
export const ADMINISTRATOR: Account = {
  name: 'administrator',
  kind: 'Group',
  user: 'administrator',
  groups: ['system:masters', 'system:authenticated'],
  namespaces: new Map([['default', 'edit']]),
};
