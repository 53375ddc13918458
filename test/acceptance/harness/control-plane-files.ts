import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { writeSessionFile } from './session';

/** Requests per second that components may send; with the default of 20, 1,000 nodes would take minutes. */
const CLIENT_RATE = { qps: 1000, burst: 2000 };

/** Priority classes that GKE admits only where a quota of the namespace matches them; this server does the same. */
const CRITICAL_CLASSES = ['system-cluster-critical', 'system-node-critical'];

/** Users in the token file, with their groups. */
const USERS = {
  administrator: { name: 'administrator', groups: ['system:masters'] },
  controllerManager: { name: 'system:kube-controller-manager', groups: [] },
  scheduler: { name: 'system:kube-scheduler', groups: [] },
} as const;

/** A user in the token file. */
export type ControlPlaneUser = keyof typeof USERS;

/** Files that the components need before the API server starts. */
export interface ControlPlaneFiles {
  readonly folder: string;
  readonly tokens: Readonly<Record<ControlPlaneUser, string>>;
  readonly tokenFile: string;
  readonly admissionConfig: string;
  readonly serviceAccountKey: string;
  readonly serviceAccountPublicKey: string;
}

/** Writes tokens, keys and the admission configuration, all of them new for this control plane. */
export function writeControlPlaneFiles(folder: string): ControlPlaneFiles {
  const tokens = { administrator: randomToken(), controllerManager: randomToken(), scheduler: randomToken() };
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return {
    folder,
    tokens,
    tokenFile: writeSessionFile(folder, 'tokens.csv', renderTokens(tokens)),
    admissionConfig: writeSessionFile(folder, 'admission.json', JSON.stringify(admissionConfiguration())),
    serviceAccountKey: writeSessionFile(folder, 'service-account.key', keys.privateKey),
    serviceAccountPublicKey: writeSessionFile(folder, 'service-account.pub', keys.publicKey),
  };
}

/** Path of the certificates by which clients verify the API server, which writes the file together with its signing authority. */
export function certificatePath(folder: string): string {
  return join(folder, 'certificates', 'apiserver.crt');
}

/** Writes a kubeconfig for one user and returns its path. */
export function writeKubeconfig(files: ControlPlaneFiles, user: ControlPlaneUser, url: string): string {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name: 'acceptance', cluster: { server: url, 'certificate-authority': certificatePath(files.folder) } },
    ],
    users: [{ name: user, user: { token: files.tokens[user] } }],
    contexts: [{ name: 'acceptance', context: { cluster: 'acceptance', user } }],
    'current-context': 'acceptance',
  };
  return writeSessionFile(files.folder, `${user}.kubeconfig`, JSON.stringify(config));
}

/** Writes the scheduler's configuration, because the scheduler no longer has flags for the rate of requests. */
export function writeSchedulerConfig(files: ControlPlaneFiles, kubeconfig: string): string {
  const config = {
    apiVersion: 'kubescheduler.config.k8s.io/v1',
    kind: 'KubeSchedulerConfiguration',
    leaderElection: { leaderElect: false },
    clientConnection: { kubeconfig, ...CLIENT_RATE },
  };
  return writeSessionFile(files.folder, 'scheduler.json', JSON.stringify(config));
}

/** Flags that raise the rate of requests of the controller manager. */
export function rateFlags(): readonly string[] {
  return [`--kube-api-qps=${CLIENT_RATE.qps}`, `--kube-api-burst=${CLIENT_RATE.burst}`];
}

function randomToken(): string {
  return randomBytes(24).toString('hex');
}

/** Renders the token file, one line `token,user,uid,"group,group"` per user. */
function renderTokens(tokens: Readonly<Record<ControlPlaneUser, string>>): string {
  const users = Object.keys(USERS) as ControlPlaneUser[];
  return users
    .map((user) => `${tokens[user]},${USERS[user].name},${user},"${USERS[user].groups.join(',')}"\n`)
    .join('');
}

/** @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#limit-priority-class-consumption-by-default */
function admissionConfiguration(): object {
  const matchScopes = [{ scopeName: 'PriorityClass', operator: 'In', values: CRITICAL_CLASSES }];
  return {
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'AdmissionConfiguration',
    plugins: [
      {
        name: 'ResourceQuota',
        configuration: {
          apiVersion: 'apiserver.config.k8s.io/v1',
          kind: 'ResourceQuotaConfiguration',
          limitedResources: [{ resource: 'pods', matchScopes }],
        },
      },
    ],
  };
}
