import type { Problems } from '../../../values/problems';
import type { JudgedWorkload } from '../judged-workload';
import type { HealthSpec } from './health-fields';

/**
 * A path as an HTTP request holds it: a space would end it, and a fragment is never sent. The kubelet reads two slashes at the beginning
 * as those before a host, and asks for the rest.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/probe/http/request.go
 */
const PATH = /^\/(?!\/)[^\s#]*$/;

/** Rules of one workload's `health` and `metrics`. */
export function judgeHealth({ input }: JudgedWorkload, problems: Problems): void {
  const { container, health, metrics } = input;
  if (metrics !== undefined) judgeMetricsPath(metrics.path, problems);
  if (container === undefined) return;
  if (metrics !== undefined)
    judgeSpokenPort({ at: 'metrics.port', what: 'metrics', port: metrics.port }, container, problems);
  const remedy = "state the path that answers while the pod can take requests, or { kind: 'none', because: '…' }";
  if (problems.require(health !== undefined, 'health', "be stated with 'container'", health, remedy))
    judgeKind(health as HealthSpec, container, problems);
}

/** The container as far as the rules of health read it. */
interface Served {
  readonly port: number;
  readonly protocol: string;
}

function judgeKind(health: HealthSpec, container: Served, problems: Problems): void {
  switch (health.kind) {
    case 'http':
      judgePath('health.ready', health.ready, problems);
      if (health.alive !== undefined) judgePath('health.alive', health.alive, problems);
      judgeAlive(health, problems);
      judgeSpokenPort({ at: 'health.port', what: 'HTTP paths', port: health.port }, container, problems);
      return;
    case 'grpc':
      judgeAlive(health, problems);
      judgeGrpcPort(health.port, container, problems);
      return;
    case 'exec':
      judgeCommand(health.command, problems);
      return;
    case 'none': {
      const remedy = 'write why a pod is ready as soon as its process runs';
      problems.require(health.because.trim() !== '', 'health.because', 'give a reason', health.because, remedy);
      return;
    }
    case 'tcp':
      return;
  }
}

function judgePath(at: string, path: string, problems: Problems): void {
  problems.require(
    PATH.test(path),
    at,
    "begin with one '/' and hold no spaces and no '#'",
    path,
    "write it as '/readyz'",
  );
}

/** Prometheus writes a question mark of a path as `%3F`, so that the process would not know the path. */
function judgeMetricsPath(path: string, problems: Problems): void {
  const holds = PATH.test(path) && !path.includes('?');
  const rule = "begin with one '/' and hold no spaces, no '#' and no '?'";
  problems.require(holds, 'metrics.path', rule, path, "write it as '/metrics'");
}

function judgeAlive(
  { ready, alive }: { readonly ready: string; readonly alive: string | undefined },
  problems: Problems,
): void {
  const rule = "differ from 'health.ready', because an overload would restart healthy pods";
  const remedy = 'leave it out, or name one that answers as long as the process is alive';
  problems.require(alive !== ready, 'health.alive', rule, alive, remedy);
}

/** A port that must speak HTTP/1.1, as probes and Prometheus do. */
interface SpokenPort {
  readonly at: string;
  readonly what: string;
  readonly port: number | undefined;
}

function judgeSpokenPort({ at, what, port }: SpokenPort, container: Served, problems: Problems): void {
  const isOwn = port !== undefined && port !== container.port;
  const rule = `be a port of its own for ${what}, because 'container.port' speaks gRPC`;
  const remedy = 'state the port on which the process answers HTTP/1.1';
  problems.require(isOwn || container.protocol !== 'grpc', at, rule, port, remedy);
}

function judgeGrpcPort(port: number | undefined, container: Served, problems: Problems): void {
  const isOwn = port !== undefined && port !== container.port;
  const rule = `be a port of its own for gRPC, because 'container.port' speaks ${container.protocol}`;
  const remedy = "state the port of the health service, or 'grpc' as 'container.protocol'";
  problems.require(isOwn || container.protocol === 'grpc', 'health.port', rule, port, remedy);
}

function judgeCommand(command: readonly string[], problems: Problems): void {
  const [program = ''] = command;
  const remedy = 'write the path of a program in the image, and its arguments as further words';
  problems.require(program !== '', 'health.command', 'begin with a program', command, remedy);
}
