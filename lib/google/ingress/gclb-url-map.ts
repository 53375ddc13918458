import {
  ComputeUrlMap,
  type ComputeUrlMapPathMatcher,
  type ComputeUrlMapPathMatcherRouteRules,
  type ComputeUrlMapPathMatcherRouteRulesMatchRules,
} from '@cdktf/provider-google/lib/compute-url-map';
import { Construct } from 'constructs';
import type { GclbBackendServices } from './gclb-backend-services';
import { hostPartName } from './host-part-name';
import { type HostPlan, type PathPlan, planHosts } from './host-plan';
import { NEW_FIRST } from './new-first';
import type { GclbPartProps } from './shared-gclb-props';

/** Values of the header by which a client asks for a websocket. The balancer compares letter by letter, and clients write both. */
const UPGRADES = ['websocket', 'WebSocket'] as const;

/** Properties of {@link GclbUrlMap}. */
export interface GclbUrlMapProps extends GclbPartProps {
  /** Backend services; the map adds those that its hosts need. */
  readonly services: GclbBackendServices;
}

/**
 * Map of a balancer's hosts: each one has a rule and a path matcher of its own, so that adding or removing a host changes no other one. A
 * host that is unknown here goes to the proxies of all clusters, which answer 404.
 */
export class GclbUrlMap extends Construct {
  /** The map. */
  readonly resource: ComputeUrlMap;

  constructor(scope: Construct, id: string, { ingress, projectId, services }: GclbUrlMapProps) {
    super(scope, id);
    const hosts = planHosts(ingress);
    this.resource = new ComputeUrlMap(this, 'map', {
      project: projectId,
      name: ingress.physicalName,
      description: `Hosts of balancer ${ingress.physicalName}`,
      defaultService: services.http().id,
      hostRule: hosts.map((plan) => ({
        hosts: [...plan.names],
        pathMatcher: matcherName(plan),
        description: plan.host,
      })),
      pathMatcher: hosts.map((plan) => pathMatcher(plan, services)),
      lifecycle: NEW_FIRST,
    });
  }
}

function matcherName({ host }: HostPlan): string {
  return hostPartName('host', host);
}

function pathMatcher(plan: HostPlan, services: GclbBackendServices): ComputeUrlMapPathMatcher {
  const [first, ...others] = plan.paths;
  const isUniform = others.every(({ clusters }) => clusters.join() === first?.clusters.join());
  const fallback = isUniform ? first?.clusters : plan.paths.find(({ path }) => path === '/')?.clusters;
  const rules = isUniform ? uniformRules(plan, services) : plan.paths.flatMap((path) => pathRules(path, services));
  return {
    name: matcherName(plan),
    description: plan.host,
    defaultService: services.http(fallback).id,
    routeRules: rules.map((rule, index) => ({ priority: index + 1, ...rule })),
  };
}

type Rule = Pick<ComputeUrlMapPathMatcherRouteRules, 'matchRules' | 'service'>;

/** Requests that a rule takes: those that satisfy any one of these conditions. */
type Matches = readonly ComputeUrlMapPathMatcherRouteRulesMatchRules[];

/** Rules of a host whose paths all go to the same clusters: only websockets go another way. */
function uniformRules({ paths }: HostPlan, services: GclbBackendServices): readonly Rule[] {
  const clusters = paths[0]?.clusters;
  return paths.some(({ hasSockets }) => hasSockets) ? [socketRule('/', services.sockets(clusters).id)] : [];
}

function pathRules({ path, clusters, hasSockets }: PathPlan, services: GclbBackendServices): readonly Rule[] {
  const plain = { matchRules: [...pathMatches(path)], service: services.http(clusters).id };
  return hasSockets ? [socketRule(path, services.sockets(clusters).id), plain] : [plain];
}

function socketRule(path: string, service: string): Rule {
  return {
    matchRules: pathMatches(path).flatMap((match) =>
      UPGRADES.map((value) => ({ ...match, headerMatches: [{ headerName: 'Upgrade', exactMatch: value }] })),
    ),
    service,
  };
}

/**
 * Conditions for a prefix of paths. A prefix ends where a segment of the path ends, as the proxies read it; the balancer compares
 * characters, and `/api` alone would take `/apiary` too.
 */
function pathMatches(path: string): Matches {
  return path === '/' ? [{ prefixMatch: path }] : [{ fullPathMatch: path }, { prefixMatch: `${path}/` }];
}
