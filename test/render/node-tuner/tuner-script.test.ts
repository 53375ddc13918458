import type { Misbehaviour } from './support/node-api';
import { type RigOptions, STARTUP, TunerRig, until, WANTED } from './support/tuner-rig';

const CONNTRACK_MAX = 'net/netfilter/nf_conntrack_max';

jest.setTimeout(60_000);

type Prepare = (rig: TunerRig) => void;

async function startRig(options: RigOptions = {}, prepare: Prepare = () => undefined): Promise<TunerRig> {
  const rig = new TunerRig(options);
  prepare(rig);
  await rig.start();
  return rig;
}

/** Tests with a rig each run beside each other, because they wait far more than they compute. */
async function withRig(
  { prepare, ...options }: RigOptions & { readonly prepare?: Prepare },
  scenario: (rig: TunerRig) => Promise<void>,
): Promise<void> {
  const rig = await startRig(options, prepare);
  try {
    await scenario(rig);
  } finally {
    await rig.remove();
  }
}

describe('the keys are kept and the taint is removed later, with the fault of the API server:', () => {
  const CASES: Readonly<Record<string, readonly ['GET' | 'PATCH', Misbehaviour]>> = {
    'reading is unauthorised': ['GET', { status: 401 }],
    'reading is forbidden': ['GET', { status: 403 }],
    'the node is unknown': ['GET', { status: 404 }],
    'reading is too much': ['GET', { status: 429, retryAfter: 1 }],
    'the server fails': ['GET', { status: 500 }],
    'the server hangs': ['GET', 'hang'],
    'the patch conflicts': ['PATCH', { status: 409 }],
    'the test fails, or the policy denies': ['PATCH', { status: 422 }],
    'the patch is forbidden': ['PATCH', { status: 403 }],
    'the patch hangs': ['PATCH', 'hang'],
  };
  test.concurrent.each(Object.entries(CASES))('%s', (_, [method, wrong]) =>
    withRig({ prepare: (rig) => rig.api.misbehaviours[method].push(wrong) }, async (rig) => {
      await until('the tuner has asked', () => rig.api.received.some((received) => received.method === method));
      rig.write(CONNTRACK_MAX, '131072');
      await until('the key is repaired', () => rig.holds());
      // A request that hangs is given up later: the passes do not wait for it.
      expect(rig.api.hanging).toBe(wrong === 'hang' ? 1 : 0);
      await until('the node is open', () => !rig.isTainted(), 30);
      expect(rig.holds()).toBe(true);
    }),
  );
});

test.concurrent('without an API server the keys are kept, and the failures are counted', () =>
  withRig({ noApi: true }, async (rig) => {
    await until('all keys hold', () => rig.holds() && rig.ready() === 0);
    rig.write(CONNTRACK_MAX, '131072');
    await until('the key is repaired', () => rig.holds());
    await until('failures are counted', () =>
      /api_errors_total [1-9]/.test(rig.text('metrics/keelson_node_tuner.prom')),
    );
    expect(rig.isTainted()).toBe(true);
  }));

describe.each([false, true])('a node without faults, with JSON over several lines: %s', (pretty) => {
  let rig: TunerRig;

  beforeAll(async () => {
    rig = await startRig({}, ({ api }) => {
      api.pretty = pretty;
    });
    await until('the node is open', () => !rig.isTainted());
  });

  afterAll(() => rig.remove());

  test('loses exactly the startup taint, by a patch that tests its key', () => {
    expect(rig.api.patches).toHaveLength(1);
    expect(JSON.parse(rig.api.patches[0]?.body ?? '')).toEqual([
      { op: 'test', path: '/spec/taints/2/key', value: STARTUP },
      { op: 'remove', path: '/spec/taints/2' },
    ]);
    expect(rig.api.patches[0]?.headers).toMatchObject({
      'content-type': 'application/json-patch+json',
      authorization: 'Bearer secret-1',
    });
    expect(rig.api.taints.map(({ key }) => key)).toEqual(['dedicated', `${STARTUP}-of-others`]);
  });

  test('does not show the token to other processes', () => {
    expect(rig.text('curl.log')).not.toContain('secret-1');
    expect(rig.text('curl.log')).toContain('@-');
  });

  test('loses a taint that is added while the tuner runs, with the current token', async () => {
    rig.rotateToken('secret-2');
    rig.api.taints = [{ key: STARTUP, effect: 'NoSchedule' }, ...rig.api.taints];
    await until('the node is open again', () => !rig.isTainted());
    expect(rig.api.patches.at(-1)?.body).toContain('/spec/taints/0');
    expect(rig.api.patches.at(-1)?.headers.authorization).toBe('Bearer secret-2');
  });

  test('has metrics in the format of Prometheus', async () => {
    const names = [
      'ready',
      'drift_total',
      'keys_not_held',
      'waits_for_kube_proxy',
      'taint_age_seconds',
      'last_pass_timestamp_seconds',
      'api_errors_total',
    ];
    rig.write(CONNTRACK_MAX, '1');
    await until('drift is counted', () => /drift_total [1-9]/.test(rig.text('metrics/keelson_node_tuner.prom')));
    const lines = rig.text('metrics/keelson_node_tuner.prom').trim().split('\n');
    for (const name of names) {
      expect(lines.filter((line) => new RegExp(`^keelson_node_tuner_${name} \\d+$`).test(line))).toHaveLength(1);
      expect(lines.filter((line) => line.startsWith(`# TYPE keelson_node_tuner_${name} `))).toHaveLength(1);
      expect(lines.filter((line) => line.startsWith(`# HELP keelson_node_tuner_${name} `))).toHaveLength(1);
    }
    expect(lines).toHaveLength(3 * names.length);
  });

  test('is ready for the current boot only', () => {
    expect(rig.text('state/tuned')).toBe('boot-1 abc123\n');
    expect(rig.ready()).toBe(0);
    rig.write('kernel/random/boot_id', 'boot-2');
    expect(rig.ready()).not.toBe(0);
  });

  test('ends by SIGTERM, and its metrics are removed', async () => {
    await rig.stop();
    expect(rig.text('metrics/keelson_node_tuner.prom')).toBe('');
  });
});

test.concurrent('values that kube-proxy writes before it is healthy are repaired before the taint is removed', () =>
  withRig(
    {
      prepare: ({ api }) => {
        api.proxyHealthy = false;
      },
    },
    async (rig) => {
      await until('all keys hold', () => rig.holds());
      expect(rig.text('state/tuned')).toBe('');
      await until('it is told', () => /waits_for_kube_proxy 1/.test(rig.text('metrics/keelson_node_tuner.prom')));
      const awaited = /^waiting for kube-proxy at http:\S+\/healthz: answered 503$/m;
      await until('it is logged', () => awaited.test(rig.text('log')));
      expect(rig.probe()).toMatchObject({ status: 1, stdout: expect.stringMatching(awaited) });
      rig.write(CONNTRACK_MAX, '131072');
      rig.api.proxyHealthy = true;
      await until('the node is open', () => !rig.isTainted());
      expect(rig.read(CONNTRACK_MAX)).toBe(WANTED[CONNTRACK_MAX]);
      await until('it is told', () => /waits_for_kube_proxy 0/.test(rig.text('metrics/keelson_node_tuner.prom')));
      expect(rig.probe()).toMatchObject({ status: 0, stdout: '' });
    },
  ));

test.concurrent('a taint with two effects is removed completely, from the last entry to the first', () =>
  withRig(
    {
      taints: [
        { key: STARTUP, effect: 'NoExecute' },
        { key: 'dedicated', value: 'edge', effect: 'NoSchedule' },
        { key: STARTUP, effect: 'NoSchedule' },
      ],
    },
    async (rig) => {
      await until('the node is open', () => !rig.isTainted());
      expect(rig.api.patches.map(({ body }) => JSON.parse(body))).toEqual([
        [
          { op: 'test', path: '/spec/taints/2/key', value: STARTUP },
          { op: 'remove', path: '/spec/taints/2' },
          { op: 'test', path: '/spec/taints/0/key', value: STARTUP },
          { op: 'remove', path: '/spec/taints/0' },
        ],
      ]);
      expect(rig.api.taints.map(({ key }) => key)).toEqual(['dedicated']);
    },
  ));

test.concurrent('proxies in the environment are not used', () => {
  const proxy = { http_proxy: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9' };
  return withRig({ environment: proxy }, async (rig) => {
    await until('the node is open', () => !rig.isTainted());
    expect(rig.text('log')).not.toContain('reading the node');
  });
});

test.concurrent.each([
  ['6', 'no address for its name (DNS)'],
  ['7', 'connection refused, or no route'],
  ['28', 'no answer in time'],
  ['60', 'TLS failed (curl 60)'],
  ['99', 'curl failed (99)'],
])('the log states the failure of a request by the exit code %s of curl', (code, words) =>
  withRig({ noApi: true, environment: { CURL_EXIT: code } }, async (rig) => {
    await until('it is logged', () => rig.text('log').includes(`reading the node: ${words}, again in `));
  }),
);

test.concurrent('a key that cannot be set keeps the taint on the node, and the log names the key', () =>
  withRig({ broken: CONNTRACK_MAX }, async (rig) => {
    await until('the rest holds', () => rig.holds());
    await until('it is told', () => /keys_not_held 1/.test(rig.text('metrics/keelson_node_tuner.prom')));
    await until('the taint was looked at', () => rig.api.received.length > 1);
    expect(rig.api.patches).toEqual([]);
    expect(rig.text('state/tuned')).toBe('');
    const stdout = `kernel parameters that do not hold: ${CONNTRACK_MAX}\n`;
    expect(rig.probe()).toMatchObject({ status: 1, stdout });
  }));

test.concurrent('a node without the taint is not patched', () =>
  withRig({ taints: [{ key: `${STARTUP}-of-others`, effect: 'NoSchedule' }] }, async (rig) => {
    await until('the node was looked at', () => rig.api.received.length > 1);
    expect(rig.api.patches).toEqual([]);
  }));
