import { fixture, Workspace } from '../run-keelson';

const MAIN = 'lib/cli/main.ts';
const SERVICES = 'with-services';

describe('keelson explain', () => {
  let workspace: Workspace;
  beforeAll(() => {
    workspace = new Workspace();
  });
  afterAll(() => workspace.remove());

  const explain = (platform: string, ...args: readonly string[]) =>
    workspace.run(MAIN, ['explain', '--platform', fixture(platform), ...args]);

  test('shows the chains of every environment in a table, and writes nothing', () => {
    const { status, stdout, stderr } = explain(SERVICES);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain("environment 'paas' > cluster 'main'\n┌");
    expect(stdout).toContain("environment 'streaming' > cluster 'main'\n┌");
    expect(stdout).toMatch(
      /cart +│ - +│ rollout +│ alone +│ grace +│ endpoint lag 15 \+ drain 20 = 35 s of 40 s \(grace of the +│ grace 5 +│ none/,
    );
    expect(workspace.files()).toEqual({});
  });

  test('writes the chains of the chosen environment, workload and event as JSON', () => {
    const { status, stdout } = explain(
      SERVICES,
      'streaming',
      '--workload',
      'video/player',
      '--event',
      'upgrade',
      '--json',
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        environment: 'streaming',
        cluster: 'main',
        chains: [
          { event: 'upgrade', namespace: 'video', workload: 'player', pool: 'core', ending: 'drained', balancer: null },
        ],
      },
    ]);
  });

  test('refuses a workload that no chosen environment has', () => {
    expect(explain(SERVICES, 'paas', '--workload', 'player')).toEqual({
      status: 1,
      stdout: '',
      stderr:
        "'--workload' must name a workload of the chosen environments, got 'player'; write its name, or its namespace and its name with a slash between them\n",
    });
  });

  test('refuses an event that does not exist, and names the others', () => {
    expect(explain(SERVICES, '--event', 'weekend')).toEqual({
      status: 1,
      stdout: '',
      stderr:
        "error: option '--event <event>' argument 'weekend' is invalid. Allowed choices are rollout, scale-in, spot-notice, reboot, upgrade, image-refresh, zone-loss.\n",
    });
  });

  test('reports the problems of an input without a stack trace', () => {
    const { status, stdout, stderr } = explain('wrong-input');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^\d+ problems\n/);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  test('its help explains every option', () => {
    const { status, stdout } = workspace.run(MAIN, ['explain', '--help']);
    expect(status).toBe(0);
    for (const part of ['--platform', '--workload', '--event', '"zone-loss"', '--json', '--debug', 'Exit codes:']) {
      expect(stdout).toContain(part);
    }
  });
});
