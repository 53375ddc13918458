import { join } from 'node:path';
import { loadPackageDefinition, Server, ServerCredentials, type ServiceClientConstructor, status } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { readProviderSchema, type UsedTypes } from './binding-schema';
import { LiveResources } from './live-resources';
import { readOutsideChanges } from './outside-changes';
import { ProviderFacts } from './provider-facts';
import { type ProviderCall, type ProviderRequest, ProviderService } from './provider-service';

/** Options of the double, which are its only argument, in JSON. */
export interface DoubleOptions {
  /** Local name: `aws`, `google`. */
  readonly provider: string;
  readonly types: UsedTypes;
  /** Unix socket that Terraform connects to. */
  readonly socketPath: string;
  /** File that gets one line per change. */
  readonly journalPath: string;
  /** File with what others than Terraform have changed; it need not exist. */
  readonly outsidePath: string;
}

/** Size limit that fits a schema of a few dozen types. */
const MESSAGE_BYTES = 64 * 1024 * 1024;

serve(JSON.parse(String(process.argv[2])) as DoubleOptions);

/** Serves one provider on a unix socket until the process ends. */
function serve(options: DoubleOptions): void {
  const facts = new ProviderFacts(options.provider);
  const schema = readProviderSchema(options.provider, options.types, (type, argument) => facts.isKept(type, argument));
  const faults = facts.faults(schema.resources);
  if (faults.length > 0) throw new Error(`provider-facts.json: ${faults.join('; ')}`);
  const service = new ProviderService(schema, facts, new LiveResources(facts, options.journalPath), () =>
    readOutsideChanges(options.outsidePath),
  );
  const server = new Server({
    'grpc.max_receive_message_length': MESSAGE_BYTES,
    'grpc.max_send_message_length': MESSAGE_BYTES,
  });
  server.addService(providerClient().service, implementations(service.calls()));
  server.bindAsync(`unix:${options.socketPath}`, ServerCredentials.createInsecure(), (error) => {
    if (error !== null) throw error;
  });
}

function providerClient(): ServiceClientConstructor {
  const definition = loadSync(join(__dirname, 'tfplugin5.proto'), { keepCase: true, enums: String, defaults: true });
  const loaded = loadPackageDefinition(definition);
  return (loaded['tfplugin5'] as Record<string, ServiceClientConstructor>)['Provider'] as ServiceClientConstructor;
}

function implementations(calls: Readonly<Record<string, ProviderCall>>) {
  return Object.fromEntries(
    Object.entries(calls).map(([name, call]) => [
      name,
      (
        { request }: { request: ProviderRequest },
        reply: (error: { code: status; message: string } | null, value?: Record<string, unknown>) => void,
      ) => {
        try {
          reply(null, call(request));
        } catch (error) {
          const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
          process.stderr.write(`${name}: ${message}\n`);
          reply({ code: status.INTERNAL, message });
        }
      },
    ]),
  );
}
