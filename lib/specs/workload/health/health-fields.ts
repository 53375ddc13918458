import { kinds, list, members } from '../../fields/compound-fields';
import { optional, type Resolved, withDefault } from '../../fields/field';
import { oneOf, text, whole } from '../../fields/leaf-fields';
import { inert } from '../../fields/state-effect';
import { containerPort } from '../container/container-fields';
import type {
  ExecHealthInput,
  GrpcHealthInput,
  HealthInput,
  HttpHealthInput,
  NoHealthInput,
  TcpHealthInput,
} from './health-input';

const startupSeconds = withDefault(whole({ min: 5, max: 3600, unit: 'seconds' }), 60);

const probed = { ready: text, alive: optional(text), port: optional(containerPort), startupSeconds };

/** Fields of a workload's health. */
export const healthFields = kinds<HealthInput>()({
  http: members<HttpHealthInput>()({ kind: oneOf('http'), ...probed }),
  grpc: members<GrpcHealthInput>()({ kind: oneOf('grpc'), ...probed }),
  tcp: members<TcpHealthInput>()({ kind: oneOf('tcp'), port: optional(containerPort), startupSeconds }),
  exec: members<ExecHealthInput>()({ kind: oneOf('exec'), command: list(text), startupSeconds }),
  none: members<NoHealthInput>()({ kind: oneOf('none'), because: inert(text) }),
});

/** The health of a workload with every default of a field filled in. */
export type HealthSpec = Resolved<typeof healthFields>;
