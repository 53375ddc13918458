import type { DrainChain, DrainEvent } from '../../specs/cluster/drain/drain-chain';
import { drainChains } from '../../specs/cluster/drain/drain-chains';
import type { EnvironmentSpec } from '../../specs/environment/environment-spec';
import { type RequestPath, requestPaths } from '../../specs/ingress/request-path';
import { workloadPath } from '../../specs/ingress/resolve-ingress';
import type { WorkloadSpec } from '../../specs/workload/workload-spec';
import { ConfigError } from '../../values/config-error';
import { chainData } from './chain-rows';
import { type ExplainedCluster, renderChainTable } from './chain-table';
import { pathData } from './path-rows';
import { renderPathTable } from './path-table';

/** The choice of what is explained. */
export interface ExplainChoice {
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

/** The chains and the request paths of one cluster. */
interface ExplainedPaths extends ExplainedCluster {
  readonly paths: readonly RequestPath[];
}

/**
 * The drain chains of environments as text, and the paths of requests to their hosts.
 *
 * @throws ConfigError when no environment has the workload.
 */
export function explainEnvironments(environments: readonly EnvironmentSpec[], choice: ExplainChoice): string {
  const clusters = environments.flatMap((environment) =>
    environment.clusters.map((cluster) => ({
      environment: environment.name,
      cluster: cluster.name,
      workloads: cluster.workloads.flatMap((each) => [each.name, workloadPath(each)]),
      chains: drainChains(cluster),
      paths: choice.event === undefined ? requestPaths(cluster) : [],
    })),
  );
  const { workload } = choice;
  if (workload !== undefined) requireKnown(workload, new Set(clusters.flatMap(({ workloads }) => workloads)));
  const explained = clusters
    .map((each) => {
      const chains = each.chains.filter((chain) => isChosen(chain, choice));
      const paths = each.paths.filter((path) => isPathChosen(path, choice));
      return { ...each, chains, paths, hasOthers: chains.length < each.chains.length };
    })
    .filter(({ chains, workloads }) => chains.length > 0 || workload === undefined || workloads.includes(workload));
  return choice.json === true ? renderJson(explained) : explained.map(renderCluster).join('\n\n');
}

function renderCluster(cluster: ExplainedPaths): string {
  return [renderChainTable(cluster), renderPathTable(cluster.paths)].filter((part) => part !== '').join('\n\n');
}

function isChosen({ event, workload }: DrainChain, choice: ExplainChoice): boolean {
  return isNamed(workload, choice) && (choice.event === undefined || choice.event === event);
}

/** A path belongs to the service to whose pods it leads, and to the daemon whose proxies it passes. */
function isPathChosen({ route, daemon }: RequestPath, choice: ExplainChoice): boolean {
  return isNamed(route.workload, choice) || isNamed(daemon, choice);
}

function isNamed(each: WorkloadSpec, { workload }: ExplainChoice): boolean {
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
