import type { Account } from './account-rights';

// What is accepted by the server, and refused by what the judge does after.

/** The control plane fills `rules` in from other roles; naming them empties them. */
export const EMPTIED_ROLE = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'emptied' },
  aggregationRule: { clusterRoleSelectors: [{ matchLabels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } }] },
  rules: [],
};

/** Stored without the list. */
export const EMPTY_LIST = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'empty', namespace: 'default' },
  spec: { podSelector: {}, policyTypes: ['Egress'], egress: [] },
};

/** Nobody removes its finalizer. */
export const KEPT_OBJECT = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'kept', namespace: 'default', finalizers: ['keelson.dev/kept'] },
};

/** May do whatever nobody else may. */
export const ADMINISTRATOR: Account = {
  name: 'administrator',
  kind: 'Group',
  user: 'administrator',
  groups: ['system:masters', 'system:authenticated'],
  namespaces: new Map([['default', 'edit']]),
};
