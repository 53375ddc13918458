import type { BrokenUserData } from './broken-user-data';
import { BROKEN_KERNEL_DATA } from './kernel-corpus';
import { CLUSTER, fixtureUserData } from './user-data-forms';
import type { NodeUserData } from './user-data-judge';

/** Forms of user data with one mistake each, which would disturb a node's boot. */
export const BROKEN_USER_DATA: readonly BrokenUserData[] = [
  {
    what: 'a cloud-config of another type',
    form: 'al2023-nodeadm',
    find: /"write_files": [\s\S]*?"runcmd":/,
    put: '"write_files": "none", "runcmd":',
    complaint: 'cloud-init: ',
  },
  {
    what: 'a key that cloud-init does not know',
    form: 'al2023-nodeadm',
    find: '"runcmd":',
    put: '"runcmds":',
    complaint: "cloud-init knows no top-level key 'runcmds'",
  },
  {
    what: 'a cloud-config without its first line',
    form: 'al2023-nodeadm',
    find: '#cloud-config\n',
    put: '# cloud config\n',
    complaint: 'cloud-init: ',
  },
  {
    what: 'a bashism under sh',
    form: 'al2023-nodeadm',
    find: '#!/bin/bash',
    put: '#!/bin/sh',
    complaint: 'In POSIX sh',
  },
  {
    what: 'a variable that is not quoted',
    form: 'al2023-nodeadm',
    find: '--instance-id \\"$instance\\" --lifecycle',
    put: '--instance-id $instance --lifecycle',
    complaint: 'SC2086',
  },
  {
    what: 'a loop without its end',
    form: 'al2023-nodeadm',
    find: '\\n  done\\n',
    put: '\\n',
    complaint: 'complete-launch',
  },
  {
    what: 'a unit with a key that systemd ignores',
    form: 'al2023-nodeadm',
    find: 'Restart=on-abnormal',
    put: 'Restrat=on-abnormal',
    complaint: "Unknown key 'Restrat'",
  },
  {
    what: 'a unit whose program nobody wrote',
    form: 'al2023-nodeadm',
    find: 'ExecStart=/usr/local/libexec/keelson/complete-launch',
    put: 'ExecStart=/usr/local/libexec/keelson/finish-launch',
    complaint: 'is not executable',
  },
  {
    what: 'a misspelt field of NodeConfig',
    form: 'al2023-nodeadm',
    find: '"apiServerEndpoint":',
    put: '"apiserverEndpoint":',
    complaint: 'cluster.apiserverEndpoint is not a documented field',
  },
  {
    what: 'a misspelt field of the kubelet',
    form: 'al2023-nodeadm',
    find: '"maxPods":',
    put: '"maxPod":',
    complaint: 'kubelet configuration.maxPod is not a documented field',
  },
  {
    what: 'an eviction signal that the kubelet does not know',
    form: 'al2023-nodeadm',
    find: '"nodefs.inodesFree":',
    put: '"nodefs.inodes":',
    complaint: 'evictionHard.nodefs.inodes is unknown',
  },
  {
    what: 'a label that a node may not give itself',
    form: 'ubuntu-nodeadm',
    find: 'example.com/tier=front',
    put: 'node-role.kubernetes.io/front=front',
    complaint: 'may not be set by a node',
  },
  {
    what: 'a taint in the spelling of another API',
    form: 'ubuntu-nodeadm',
    find: 'dedicated=proxy:NoSchedule',
    put: 'dedicated=proxy:NO_SCHEDULE',
    complaint: "taint 'dedicated=proxy:NO_SCHEDULE' is malformed",
  },
  {
    what: 'a setting that Bottlerocket does not know',
    form: 'bottlerocket',
    find: 'max-pods',
    put: 'max-pod',
    complaint: 'settings.kubernetes.max-pod is not a documented field',
  },
  {
    what: 'a number where Bottlerocket wants text',
    form: 'bottlerocket',
    find: /^cluster-name = .*$/m,
    put: 'cluster-name = 5',
    complaint: 'cluster-name is no string',
  },
  {
    what: 'TOML that is none',
    form: 'bottlerocket',
    find: '[settings.kubernetes]',
    put: '[settings.kubernetes',
    complaint: 'no TOML',
  },
  {
    what: 'an expression that nobody filled in',
    form: 'ubuntu-bootstrap',
    find: `'${CLUSTER.name}'`,
    put: "'${aws_eks_cluster.main.name}'",
    complaint: 'dead text: ${aws_eks_cluster.main.name}',
  },
  {
    what: 'a marker that nobody filled in',
    form: 'bottlerocket',
    find: /^api-server = .*$/m,
    put: 'api-server = "{{late:clusterEndpoint}}"',
    complaint: 'the endpoint is not in it',
  },
  {
    what: 'a template directive of Terraform',
    form: 'ubuntu-bootstrap',
    find: '# Joins the cluster',
    put: '# %{ if true }Joins the cluster',
    complaint: 'dead text: %{',
  },
  {
    what: 'a part that nobody on the node reads',
    form: 'al2023-nodeadm',
    find: 'application/node.eks.aws',
    put: 'application/node.eks.amazon',
    complaint: 'nobody on the node reads a part of type application/node.eks.amazon',
  },
  {
    what: 'parts without their last boundary',
    form: 'al2023-nodeadm',
    find: '--keelson-part-boundary--',
    put: '',
    complaint: 'MIME: CloseBoundaryNotFoundDefect',
  },
  {
    what: 'more than EC2 takes',
    form: 'bottlerocket',
    find: '[settings.kubernetes]',
    put: `${'# padding\n'.repeat(1700)}[settings.kubernetes]`,
    complaint: 'EC2 takes 16384',
  },
  ...BROKEN_KERNEL_DATA,
];

/** A form with its mistake applied. */
export function brokenText(broken: BrokenUserData): NodeUserData {
  const data = fixtureUserData().find((each) => each.name === broken.form);
  if (data === undefined) throw new Error(`no form '${broken.form}'`);
  const text = data.text.replace(broken.find, () => broken.put);
  if (text === data.text) throw new Error(`'${broken.find}' is no longer in the user data of '${broken.form}'`);
  return { ...data, name: `broken-${BROKEN_USER_DATA.indexOf(broken)}`, text };
}
