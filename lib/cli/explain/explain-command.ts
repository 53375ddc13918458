import type { DrainChain, DrainEvent } from '../../specs/cluster/drain/drain-chain';
import { drainChains } from '../../specs/cluster/drain/drain-chains';
import { type RequestPath, requestPaths } from '../../specs/ingress/request-path';
import { workloadPath } from '../../specs/ingress/resolve-ingress';
import type { WorkloadSpec } from '../../specs/workload/workload-spec';
import { ConfigError } from '../../values/config-error';
import { checkPlatform } from '../chosen-environments';
import { loadPlatform } from '../load-platform';
import { chainData } from './chain-rows';
import { type ExplainedCluster, renderChainTable } from './chain-table';
import { pathData } from './path-rows';
import { renderPathTable } from './path-table';

/** Options of `keelson explain`. */
export interface ExplainOptions {
  /** Names of environments; an empty list means all. */
  readonly names: readonly string[];
  /** Module that exports the platform. */
  readonly platform: string;
  /**
   * Name of a workload, alone or after its namespace and a slash.
   * @default - every workload
   */
  readonly workload?: string;
  /**
   * An event; request paths, which belong to none, are left out then.
   * @default - every event
   */
  readonly event?: DrainEvent;
  /**
   * Whether to write JSON instead of tables.
   * @default false
   */
  readonly json?: boolean;
}

/**
 * The drain chains of environments as text: what happens to the pods of each workload in each event, with the slack of every step; and the
 * paths of requests to each host, with the hops on the way.
 * Nothing is written.
 *
 * @throws ConfigError when the platform has problems, or no chosen environment has the workload.
 */
export function explainChains(options: ExplainOptions): string {
  const { chosen } = checkPlatform(loadPlatform(options.platform), options.names);
  const clusters = chosen.flatMap((environment) =>
    environment.clusters.map((cluster) => ({
      environment: environment.name,
      cluster: cluster.name,
      workloads: cluster.workloads.flatMap(({ namespace, name }) => [name, `${namespace}/${name}`]),
      chains: drainChains(cluster),
      paths: options.event === undefined ? requestPaths(cluster) : [],
    })),
  );
  const { workload } = options;
  if (workload !== undefined) requireKnown(workload, new Set(clusters.flatMap(({ workloads }) => workloads)));
  const explained = clusters
    .map((each) => {
      const chains = each.chains.filter((chain) => isChosen(chain, options));
      const paths = each.paths.filter((path) => isPathChosen(path, options));
      return { ...each, chains, paths, hasOthers: chains.length < each.chains.length };
    })
    .filter(({ chains, workloads }) => chains.length > 0 || workload === undefined || workloads.includes(workload));
  return options.json === true ? renderJson(explained) : explained.map(renderCluster).join('\n\n');
}

/** A cluster with the paths of its hosts. */
interface ExplainedPaths extends ExplainedCluster {
  readonly paths: readonly RequestPath[];
}

function renderCluster(cluster: ExplainedPaths): string {
  return [renderChainTable(cluster), renderPathTable(cluster.paths)].filter((part) => part !== '').join('\n\n');
}

function isChosen({ event, workload }: DrainChain, options: ExplainOptions): boolean {
  return isNamed(workload, options) && (options.event === undefined || options.event === event);
}

/** A path belongs to the service to whose pods it leads, and to the daemon whose proxies it passes. */
function isPathChosen({ route, daemon }: RequestPath, options: ExplainOptions): boolean {
  return isNamed(route.workload, options) || isNamed(daemon, options);
}

function isNamed(each: WorkloadSpec, { workload }: ExplainOptions): boolean {
  return workload === undefined || workload === each.name || workload === workloadPath(each);
}

function requireKnown(workload: string, known: ReadonlySet<string>): void {
  if (known.has(workload)) return;
  const rule = 'name a workload of the chosen environments';
  const remedy = 'write its name, or its namespace and its name with a slash between them';
  throw new ConfigError([{ subject: '', property: '--workload', rule, value: workload, remedy }]);
}

function renderJson(clusters: readonly ExplainedPaths[]): string {
  const data = clusters.map(({ environment, cluster, chains, paths }) => ({
    environment,
    cluster,
    chains: chains.map(chainData),
    paths: paths.map(pathData),
  }));
  return JSON.stringify(data, null, 2);
}
