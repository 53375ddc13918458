import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, type Service, Session } from '../../harness/session';
import { toolPath } from '../../harness/tools';
import type { Instance } from './aws-answers';
import { AwsDouble, POD_TOKEN } from './aws-double';
import { HANDLER, type HandlerRig, PLATFORM, type SeenPod } from './handler-rig';

/** Folder in which the process finds what a pod finds there. */
const SECRETS = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Puts token, authority and program where a pod finds them, for this process alone, and starts the program as the user of the manifest, who
 * may not read the folders of the judge.
 */
const AS_POD = [
  'mount -t tmpfs tmpfs /var/run',
  `mkdir -p ${SECRETS}`,
  `cp "$1/token" "$1/ca.crt" "$1/pod-token" ${SECRETS}/`,
  'chmod -R a+rX /var/run/secrets',
  'touch /var/run/handler && mount --bind "$2" /var/run/handler',
  'exec setpriv --reuid 65532 --regid 65532 --clear-groups --no-new-privs /var/run/handler',
].join(' && ');

/** Differences to the manifest with which a control runs. */
export interface Mistake {
  /** Variables with other values. */
  readonly variables?: Readonly<Record<string, string>>;
  /** @default - the account of the handler */
  readonly account?: string;
}

/** The handler as a process that stands for one of its pods, with an AWS of its own. */
export class HandlerProcess {
  private constructor(
    private readonly service: Service,
    readonly aws: AwsDouble,
    /** Environment of the manifest's container with which the process runs. */
    readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** Starts one as a pod of the Deployment. */
  static async start(
    rig: HandlerRig,
    pod: SeenPod,
    { name, instances, mistake = {} }: { name: string; instances: readonly Instance[]; mistake?: Mistake },
  ): Promise<HandlerProcess> {
    const session = Session.current();
    const aws = await AwsDouble.start(instances);
    const folder = session.subfolder(`handler-${name}`);
    writeFileSync(join(folder, 'token'), await rig.tokenOf(mistake.account ?? HANDLER));
    writeFileSync(join(folder, 'ca.crt'), rig.plane.certificate);
    writeFileSync(join(folder, 'pod-token'), POD_TOKEN);
    const [metrics, probe] = [await freePort(), await freePort()];
    const environment = { ...(await variablesOf(rig, pod)), ...mistake.variables };
    const { hostname, port } = new URL(rig.plane.url);
    const env = {
      ...environment,
      PATH: process.env['PATH'] ?? '',
      KUBERNETES_SERVICE_HOST: hostname,
      KUBERNETES_SERVICE_PORT: port,
      // The agent of pod identity writes these two into the pods of an account with an association.
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${aws.url}/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: `${SECRETS}/pod-token`,
      AWS_ENDPOINT: aws.url,
      PROMETHEUS_SERVER_PORT: String(metrics),
      PROBES_SERVER_PORT: String(probe),
    };
    const command = ['unshare', '--mount', 'sh', '-c', AS_POD, 'sh', folder, toolPath('node-termination-handler')];
    const ready = async (): Promise<boolean> => {
      return (await fetch(`http://127.0.0.1:${probe}${environment['PROBES_SERVER_ENDPOINT']}`)).ok;
    };
    const service = await session.start(`handler-${name}`, command, { env, ready });
    return new HandlerProcess(service, aws, { ...environment, PROMETHEUS_SERVER_PORT: String(metrics) });
  }

  /** What the program has logged. */
  get log(): string {
    return readFileSync(this.service.logPath, 'utf8');
  }

  /** The metrics in the form that a Prometheus of version 2 or 3 asks for. */
  async metrics(accept: string): Promise<string> {
    const address = `http://127.0.0.1:${this.environment['PROMETHEUS_SERVER_PORT']}/metrics`;
    return (await fetch(address, { headers: { Accept: accept } })).text();
  }

  async stop(): Promise<void> {
    await this.aws.stop();
    await this.service.stop();
  }
}

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly fieldRef: { readonly fieldPath: string } };
}

/** The variables of the stored Deployment, with the facts of one of its pods. */
async function variablesOf(rig: HandlerRig, pod: SeenPod): Promise<Readonly<Record<string, string>>> {
  const path = `/apis/apps/v1/namespaces/${PLATFORM}/deployments/${HANDLER}`;
  const { body } = await rig.plane.request<{
    spec: { template: { spec: { containers: readonly { env: readonly Variable[] }[] } } };
  }>('GET', path);
  const facts: Readonly<Record<string, string>> = {
    'spec.nodeName': pod.node,
    'metadata.name': pod.name,
    'metadata.namespace': pod.namespace,
  };
  const variables = body.spec.template.spec.containers.flatMap(({ env }) => env);
  return Object.fromEntries(
    variables.map(({ name, value, valueFrom }) => [name, value ?? facts[valueFrom?.fieldRef.fieldPath ?? ''] ?? '']),
  );
}
