import { join } from 'node:path';
import type { Scanner } from './findings';

/** A broken input, and the rules that must report it. */
export interface CorpusEntry {
  readonly file: string;
  readonly expected: readonly { readonly scanner: Scanner; readonly rule: string; readonly subject: string }[];
}

/** Manifests that every scanner must report. */
export const BROKEN_MANIFESTS: readonly CorpusEntry[] = [
  {
    file: 'privileged-pod.k8s.yaml',
    expected: [
      { scanner: 'checkov', rule: 'CKV_K8S_16', subject: 'Pod.shop.agent' },
      { scanner: 'kube-score', rule: 'container-security-context-privileged', subject: 'Pod.shop.agent' },
    ],
  },
  {
    file: 'pod-without-limits.k8s.yaml',
    expected: [
      { scanner: 'checkov', rule: 'CKV_K8S_13', subject: 'Deployment.shop.api' },
      { scanner: 'kube-score', rule: 'container-resources', subject: 'Deployment.shop.api' },
      { scanner: 'kube-score', rule: 'deployment-has-poddisruptionbudget', subject: 'Deployment.shop.api' },
    ],
  },
];

/** Plans that checkov must report. */
export const BROKEN_PLANS: readonly CorpusEntry[] = [
  {
    file: 'unencrypted-volume.plan.json',
    expected: [
      { scanner: 'checkov', rule: 'CKV_AWS_3', subject: 'aws_ebs_volume.data' },
      { scanner: 'checkov', rule: 'CKV_AWS_8', subject: 'aws_instance.bastion' },
      { scanner: 'checkov', rule: 'CKV_AWS_79', subject: 'aws_instance.bastion' },
    ],
  },
  {
    file: 'open-security-group.plan.json',
    expected: [
      { scanner: 'checkov', rule: 'CKV_AWS_24', subject: 'aws_vpc_security_group_ingress_rule.ssh' },
      { scanner: 'checkov', rule: 'CKV_AWS_277', subject: 'aws_security_group.all' },
    ],
  },
  {
    file: 'wide-policy.plan.json',
    expected: [{ scanner: 'checkov', rule: 'CKV_AWS_62', subject: 'aws_iam_role_policy.all' }],
  },
  {
    file: 'public-cluster.plan.json',
    expected: [
      { scanner: 'checkov', rule: 'CKV_GCP_25', subject: 'google_container_cluster.cluster' },
      { scanner: 'checkov', rule: 'CKV_GCP_69', subject: 'google_container_node_pool.pool' },
    ],
  },
];

/** Path of a file of the corpus. */
export function corpusPath(file: string): string {
  return join(__dirname, 'corpus', file);
}
