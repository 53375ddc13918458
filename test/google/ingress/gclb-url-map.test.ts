import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import {
  edgeCluster,
  edgeProxy,
  hostedService,
  hostInput,
  publicIngress,
  secondEdgeCluster,
} from '../../fixtures/balancer-environment';
import { resourcesOf } from '../synthesize-google';
import { edgeOf } from './synthesize-edge';

type Resource = Readonly<Record<string, unknown>>;

const withServices = (...services: readonly WorkloadInput[]) => ({
  clusters: [edgeCluster({ workloads: [edgeProxy(), ...services] })],
});

describe('the map of hosts', () => {
  const mapOf = (...input: Parameters<typeof edgeOf>) => {
    const found = resourcesOf(edgeOf(...input), 'google_compute_url_map').find(
      ({ name }) => name === 'streaming-public',
    );
    return found as unknown as {
      readonly default_service: string;
      readonly host_rule: readonly Resource[];
      readonly path_matcher: readonly {
        readonly name: string;
        readonly description: string;
        readonly default_service: string;
        readonly route_rules?: readonly { readonly priority: number; readonly service: string; match_rules: unknown }[];
      }[];
    };
  };
  const matcherOf = (host: string, ...input: Parameters<typeof edgeOf>) =>
    mapOf(...input).path_matcher.find(({ description }) => description === `${host}.stream.example.com`);
  const service = (part: string) => expect.stringContaining(`services_${part}_`);

  test('splits websockets from the requests of a host that takes them', () => {
    const matcher = matcherOf('chat');
    expect(matcher?.default_service).toEqual(service('http'));
    const upgrade = (value: string) => ({
      prefix_match: '/',
      header_matches: [{ header_name: 'Upgrade', exact_match: value }],
    });
    expect(matcher?.route_rules).toEqual([
      { priority: 1, service: service('ws'), match_rules: [upgrade('websocket'), upgrade('WebSocket')] },
    ]);
  });

  test('has no such rule for a host that takes none, and sends unknown hosts to the proxies, too', () => {
    expect(matcherOf('web')?.route_rules ?? []).toEqual([]);
    expect(mapOf().default_service).toEqual(service('http'));
  });

  test('has a rule with the names of each host, which refers to a matcher of its own', () => {
    const map = mapOf(withServices(hostedService('web', [hostInput('web', { wwwRedirect: true }), hostInput('b')])));
    const matchers = map.path_matcher.map(({ name }) => name);
    expect(map.host_rule.map(({ hosts }) => hosts)).toEqual([
      ['b.stream.example.com'],
      ['web.stream.example.com', 'www.web.stream.example.com'],
    ]);
    expect(map.host_rule.map((rule) => rule['path_matcher'])).toEqual(matchers);
    expect(matchers).toEqual([
      expect.stringMatching(/^host-b-stream-example-com-[0-9a-f]{6}$/),
      expect.stringMatching(/^host-web-stream-example-com-[0-9a-f]{6}$/),
    ]);
  });

  test('has the rules of paths of different clusters in the order of their length, with distinct priorities', () => {
    const backends = ['main', 'east'].map((cluster) => ({ cluster, workload: 'edge/edge-proxy' }));
    const own = hostInput('web', { paths: ['/', '/static'] });
    const rooms = hostInput('web', { paths: ['/rooms'], protocol: 'websocket' });
    const matcher = matcherOf('web', {
      clusters: [
        edgeCluster({ workloads: [edgeProxy(), hostedService('web', [own])] }),
        secondEdgeCluster({ workloads: [edgeProxy(), hostedService('web', [own]), hostedService('rooms', [rooms])] }),
      ],
      ingress: [publicIngress({ backends })],
    });
    expect(matcher?.default_service).toEqual(service('http'));
    expect(matcher?.route_rules?.map((rule) => [rule.priority, rule.service])).toEqual([
      [1, service('http')],
      [2, service('east-ws')],
      [3, service('east-http')],
      [4, service('http')],
    ]);
    expect(matcher?.route_rules?.[0]?.match_rules).toEqual([
      { full_path_match: '/static' },
      { prefix_match: '/static/' },
    ]);
    expect(matcher?.route_rules?.[1]?.match_rules).toEqual(
      [{ full_path_match: '/rooms' }, { prefix_match: '/rooms/' }].flatMap((path) =>
        ['websocket', 'WebSocket'].map((value) => ({
          ...path,
          header_matches: [{ header_name: 'Upgrade', exact_match: value }],
        })),
      ),
    );
    expect(matcher?.route_rules?.[3]?.match_rules).toEqual([{ prefix_match: '/' }]);
  });

  test('keeps the rules of all other hosts when one is added', () => {
    const [before, after] = [
      mapOf(),
      mapOf({
        clusters: [
          edgeCluster({
            workloads: [...(edgeCluster().workloads ?? []), hostedService('new', [hostInput('new')])],
          }),
        ],
      }),
    ];
    expect(after.path_matcher).toEqual(expect.arrayContaining([...before.path_matcher]));
    expect(after.path_matcher).toHaveLength(before.path_matcher.length + 1);
  });
});
