import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Service, Session } from '../session';
import { readStackJson, synthesizedEnvironments } from '../synthesized';
import type { UsedTypes } from './binding-schema';
import type { Operation } from './live-resources';
import { type OutsideChange, writeOutsideChanges } from './outside-changes';
import type { DoubleOptions } from './server';

const ROOT = resolve(__dirname, '../../../..');

/** Both registries from which Terraform and OpenTofu would fetch a provider that a stack names without a host. */
const REGISTRIES = ['registry.terraform.io', 'registry.opentofu.org'];

/** Running doubles of both providers, and the environment in which terraform uses them instead of the real providers. */
export interface ProviderDouble {
  /** The whole environment for terraform, without variables of the caller, which may contain cloud credentials. */
  readonly environment: Readonly<Record<string, string>>;
  /** Every change that a provider made in this world, in the order in which they happened. */
  operations(provider: 'aws' | 'google'): readonly Operation[];
  /** Lets the cloud answer values that others than Terraform have set from now on; an empty list undoes it. */
  changeOutside(provider: 'aws' | 'google', changes: readonly OutsideChange[]): void;
  stop(): Promise<void>;
}

/**
 * Starts doubles of the AWS and Google providers that serve the types of the reference environments and of their changes.
 *
 * @param name distinguishes several doubles in one session; each begins without resources.
 */
export async function startProviderDouble(name: string): Promise<ProviderDouble> {
  const folder = join(Session.current().subfolder('double'), name);
  mkdirSync(folder, { recursive: true });
  const types = typesInUse();
  const servers = await startServers(types, folder);
  return {
    environment: terraformEnvironment(folder, servers),
    operations: (provider) => readJournal(journalPath(folder, provider)),
    changeOutside: (provider, changes) => writeOutsideChanges(outsidePath(folder, provider), changes),
    stop: async () => {
      await Promise.all(servers.map(({ service }) => service.stop()));
    },
  };
}

interface RunningServer {
  readonly provider: string;
  readonly socketPath: string;
  readonly service: Service;
}

/** Starts all servers or none, because a server that keeps running would keep the judge from ending. */
async function startServers(types: UsedTypes, folder: string): Promise<readonly RunningServer[]> {
  const started = await Promise.allSettled(['aws', 'google'].map((provider) => startServer(provider, types, folder)));
  const running = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failed = started.find((each) => each.status === 'rejected');
  if (failed === undefined) return running;
  await Promise.all(running.map(({ service }) => service.stop()));
  throw failed.reason;
}

async function startServer(provider: string, types: UsedTypes, folder: string): Promise<RunningServer> {
  const ofProvider = (type: string): boolean => type.startsWith(`${provider}_`);
  const options: DoubleOptions = {
    provider,
    types: { resources: types.resources.filter(ofProvider), dataSources: types.dataSources.filter(ofProvider) },
    socketPath: join(folder, `${provider}.sock`),
    journalPath: journalPath(folder, provider),
    outsidePath: outsidePath(folder, provider),
  };
  const program = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
  const service = await Session.current().start(
    `double-${provider}`,
    [process.execPath, program, join(__dirname, 'server.ts'), JSON.stringify(options)],
    { cwd: ROOT, ready: async () => existsSync(options.socketPath) },
  );
  return { provider, socketPath: options.socketPath, service };
}

function journalPath(folder: string, provider: string): string {
  return join(folder, `${provider}.journal`);
}

function outsidePath(folder: string, provider: string): string {
  return join(folder, `${provider}.outside.json`);
}

function readJournal(path: string): readonly Operation[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Operation);
}

/** Types that changes of the reference environments add, and those of other environments that judges deploy. */
const TYPES_OF_CHANGES: UsedTypes = {
  resources: [
    'aws_kms_grant',
    'google_certificate_manager_certificate',
    'google_certificate_manager_certificate_map',
    'google_certificate_manager_certificate_map_entry',
    'google_certificate_manager_dns_authorization',
    'google_compute_backend_service',
    'google_compute_global_address',
    'google_compute_global_forwarding_rule',
    'google_compute_health_check',
    'google_compute_instance_group_named_port',
    'google_compute_managed_ssl_certificate',
    'google_compute_region_autoscaler',
    'google_compute_region_health_check',
    'google_compute_region_instance_group_manager',
    'google_compute_region_instance_template',
    'google_compute_security_policy',
    'google_compute_ssl_policy',
    'google_compute_target_http_proxy',
    'google_compute_target_https_proxy',
    'google_compute_url_map',
    'google_dns_record_set',
    'google_kms_crypto_key_iam_member',
  ],
  dataSources: ['aws_caller_identity', 'google_project'],
};

function typesInUse(): UsedTypes {
  const stacks = synthesizedEnvironments().flatMap((environment) => environment.stacks.map(readStackJson));
  const typesOf = (kind: string, more: readonly string[]): readonly string[] => [
    ...new Set([...more, ...stacks.flatMap((stack) => Object.keys(stack[kind] ?? {}))]),
  ];
  return {
    resources: typesOf('resource', TYPES_OF_CHANGES.resources),
    dataSources: typesOf('data', TYPES_OF_CHANGES.dataSources),
  };
}

function terraformEnvironment(folder: string, servers: readonly RunningServer[]): Readonly<Record<string, string>> {
  const configuration = join(folder, 'terraform.rc');
  writeFileSync(configuration, 'disable_checkpoint = true\n');
  const attachments = servers.flatMap(({ provider, socketPath, service }) =>
    REGISTRIES.map((registry) => [
      `${registry}/hashicorp/${provider}`,
      {
        Protocol: 'grpc',
        ProtocolVersion: 5,
        Pid: service.process.pid,
        // Terraform does not start a provider that is marked as a test.
        Test: true,
        Addr: { Network: 'unix', String: socketPath },
      },
    ]),
  );
  return {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    HOME: folder,
    TMPDIR: Session.current().subfolder('tmp'),
    CHECKPOINT_DISABLE: '1',
    TF_CLI_CONFIG_FILE: configuration,
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    TF_REATTACH_PROVIDERS: JSON.stringify(Object.fromEntries(attachments)),
  };
}
