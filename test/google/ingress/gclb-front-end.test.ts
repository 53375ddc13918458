import type { GclbInput } from '../../../lib/specs/ingress/google/google-ingress-input';
import { publicIngress } from '../../fixtures/balancer-environment';
import { resourceOf, resourcesOf } from '../synthesize-google';
import { edgeOf } from './synthesize-edge';

const PROXY = 'google_compute_target_https_proxy';

const withBalancer = (balancer: Partial<GclbInput>) => edgeOf({ ingress: [publicIngress({}, balancer)] });

describe('the front end', () => {
  test('has an address, TLS on 443 and a redirect on 80', () => {
    const edge = edgeOf();
    expect(resourceOf(edge, 'google_compute_global_address')).toMatchObject({
      name: 'streaming-public-ipv4',
      ip_version: 'IPV4',
    });
    const rules = resourcesOf(edge, 'google_compute_global_forwarding_rule');
    expect(rules.map((rule) => [rule['port_range'], rule['load_balancing_scheme'], rule['target']])).toEqual([
      ['80', 'EXTERNAL_MANAGED', expect.stringContaining('target_http_proxy')],
      ['443', 'EXTERNAL_MANAGED', expect.stringContaining('target_https_proxy')],
    ]);
    expect(resourcesOf(edge, 'google_compute_url_map')).toContainEqual(
      expect.objectContaining({
        name: 'streaming-public-redirect',
        default_url_redirect: {
          https_redirect: true,
          redirect_response_code: 'MOVED_PERMANENTLY_DEFAULT',
          strip_query: false,
        },
      }),
    );
  });

  test('has both families where IPv6 is on', () => {
    const edge = withBalancer({ ipv6: true });
    expect(resourcesOf(edge, 'google_compute_global_address').map((each) => each['ip_version'])).toEqual([
      'IPV4',
      'IPV6',
    ]);
    expect(resourcesOf(edge, 'google_compute_global_forwarding_rule').map(({ name }) => name)).toEqual([
      'streaming-public-http-ipv4',
      'streaming-public-http-ipv6',
      'streaming-public-https-ipv4',
      'streaming-public-https-ipv6',
    ]);
  });

  test('offers the stated versions of TLS, and no QUIC', () => {
    const edge = withBalancer({ minTls: '1.1', ciphers: 'compatible' });
    const policy = resourceOf(edge, 'google_compute_ssl_policy');
    expect(policy).toMatchObject({ min_tls_version: 'TLS_1_1', profile: 'COMPATIBLE' });
    expect(resourceOf(edge, PROXY)).toMatchObject({ quic_override: 'NONE', http_keep_alive_timeout_sec: 610 });
    expect(resourceOf(edgeOf(), 'google_compute_ssl_policy')).toMatchObject({
      min_tls_version: 'TLS_1_2',
      profile: 'RESTRICTED',
    });
  });

  test('has another proxy for another keep-alive time, which the provider cannot change, and the same for all else', () => {
    const nameOf = (balancer: Partial<GclbInput>) => resourceOf(withBalancer(balancer), PROXY)['name'];
    expect(nameOf({ clientKeepAliveSeconds: 60 })).not.toBe(nameOf({}));
    expect(nameOf({ minTls: '1.0', ipv6: true, drainSeconds: 500, affinity: { kind: 'client-address' } })).toBe(
      nameOf({}),
    );
  });
});
