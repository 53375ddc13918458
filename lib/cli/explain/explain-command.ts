import type { DrainChain, DrainEvent } from '../../specs/cluster/drain/drain-chain';
import { drainChains } from '../../specs/cluster/drain/drain-chains';
import { ConfigError } from '../../values/config-error';
import { checkPlatform } from '../chosen-environments';
import { loadPlatform } from '../load-platform';
import { chainData } from './chain-rows';
import { type ExplainedCluster, renderChainTable } from './chain-table';

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
   * An event.
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
 * The drain chains of environments as text: what happens to the pods of each workload in each event, with the slack of every step.
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
    })),
  );
  const { workload } = options;
  if (workload !== undefined) requireKnown(workload, new Set(clusters.flatMap(({ workloads }) => workloads)));
  const explained = clusters
    .map((each) => {
      const chains = each.chains.filter((chain) => isChosen(chain, options));
      return { ...each, chains, hasOthers: chains.length < each.chains.length };
    })
    .filter(({ chains, workloads }) => chains.length > 0 || workload === undefined || workloads.includes(workload));
  return options.json === true ? renderJson(explained) : explained.map(renderChainTable).join('\n\n');
}

function isChosen({ event, workload: { namespace, name } }: DrainChain, { workload, event: wanted }: ExplainOptions) {
  const isWorkload = workload === undefined || workload === name || workload === `${namespace}/${name}`;
  return isWorkload && (wanted === undefined || wanted === event);
}

function requireKnown(workload: string, known: ReadonlySet<string>): void {
  if (known.has(workload)) return;
  const rule = 'name a workload of the chosen environments';
  const remedy = 'write its name, or its namespace and its name with a slash between them';
  throw new ConfigError([{ subject: '', property: '--workload', rule, value: workload, remedy }]);
}

function renderJson(clusters: readonly ExplainedCluster[]): string {
  const data = clusters.map(({ environment, cluster, chains }) => ({
    environment,
    cluster,
    chains: chains.map(chainData),
  }));
  return JSON.stringify(data, null, 2);
}
