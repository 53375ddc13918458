import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from './run-keelson';

const MISSING = 'warning there is no keelson.lock.json, so nothing is compared with what was deployed';

describe('keelson.lock.json', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = new Workspace();
  });
  afterEach(() => workspace.remove());

  const edit = (from: string, to: string) => {
    const text = workspace.read('keelson.lock.json');
    expect(text).toContain(from);
    writeFileSync(join(workspace.folder, 'keelson.lock.json'), text.replace(from, to));
  };

  test('is reported as missing, is written once everything is synthesised, and is compared afterwards', () => {
    expect(workspace.synth('two-environments').stderr).toContain(MISSING);
    expect(workspace.exists('keelson.lock.json')).toBe(false);
    const written = workspace.synth('two-environments', ['--write-lock']);
    expect(written.stdout).toContain('keelson.lock.json written: commit it');
    expect(written.stderr).not.toContain('keelson.lock.json');
    expect(workspace.synth('two-environments').stderr).not.toContain('keelson.lock.json');
    expect(workspace.synth('two-environments', ['--write-lock']).stdout).toContain('keelson.lock.json is as it was');
  });

  test('refuses a change of a locked value before anything is written, also with --write-lock', () => {
    workspace.beginAfter('two-environments', ['--write-lock']);
    edit('"kind": "regional"', '"kind": "zonal"');
    const before = workspace.files();
    for (const args of [[], ['--write-lock']]) {
      const { status, stderr } = workspace.synth('two-environments', args, { SERVICE_PORT: '8080' });
      expect(status).toBe(1);
      expect(stderr).toContain(
        "environment 'streaming' > cluster 'main' > pool 'core': 'google.layout' must stay 'zonal'",
      );
      expect(workspace.files()).toEqual(before);
    }
  });

  test('gives the same warnings about changes with and without --write-lock', () => {
    workspace.beginAfter('two-environments', ['--write-lock']);
    const lock = JSON.parse(workspace.read('keelson.lock.json'));
    const { main } = lock.environments.streaming.clusters;
    const stacks = ['streaming-second-foundation', 'streaming-second-platform'];
    Object.assign(main.pools.core.rolls, { image: 'another', 'machine and disk': 'another' });
    lock.environments.streaming.clusters = { main, second: { ...main, stacks } };
    writeFileSync(join(workspace.folder, 'keelson.lock.json'), JSON.stringify(lock));
    const warnings = [
      "warning streaming: keelson.lock.json lists cluster 'second', but the environment no longer has it; the resources of its stacks still exist (streaming-second-foundation, streaming-second-platform): restore it in the input or check out a commit that has it, destroy the stacks, platform before foundation, then remove it from the input and run 'keelson synth --write-lock', which removes its entry from the lock",
      "warning streaming: cluster 'main': pool 'core' rolls 2 times, one after the other: machine and disk; image. Each takes about 60 minutes if no disruption budget delays it (12 nodes, 1 at once, 5 minutes each), together 120; a deploy waits 360 minutes for each",
    ];
    for (const args of [[], ['--write-lock']]) {
      const { status, stderr } = workspace.synth('two-environments', args);
      expect(status).toBe(0);
      expect(stderr.split('\n').filter((line) => line.startsWith('warning streaming:'))).toEqual(warnings);
    }
    expect(workspace.read('keelson.lock.json')).not.toContain('second');
  });

  test('is not written where an environment fails', () => {
    const { status } = workspace.synth('two-environments', ['--write-lock'], { MISBEHAVIOUR: 'throw' });
    expect(status).toBe(1);
    expect(workspace.exists('keelson.lock.json')).toBe(false);
  });

  test('keeps the entries of environments that were not chosen', () => {
    workspace.beginAfter('two-environments', ['--write-lock']);
    edit('"account": "example-streaming"', '"account": "example-streaming"');
    const before = workspace.read('keelson.lock.json');
    expect(workspace.synth('two-environments', ['paas', '--write-lock']).stdout).toContain('is as it was');
    expect(workspace.read('keelson.lock.json')).toBe(before);
  });

  test('that is not JSON is refused with a remedy', () => {
    writeFileSync(join(workspace.folder, 'keelson.lock.json'), '<<<<<<< ours');
    const { status, stderr } = workspace.synth('two-environments');
    expect(status).toBe(1);
    expect(stderr).toBe(
      "keelson.lock.json: 'the file' must be JSON, got '<<<<<<< ours'; restore the file from version control; a merge may have left conflict markers in it\n",
    );
  });

  test.each(['terraform', 'kubernetes'])('is compared by the %s program too', (program) => {
    const run = () => workspace.run(`apps/${program}.ts`);
    expect(run().stderr).toContain(MISSING);
    workspace.beginAfter(join(__dirname, '../../apps/platform'), ['--write-lock']);
    const compared = run();
    expect(compared.status).toBe(0);
    expect(compared.stderr).not.toContain('keelson.lock.json');
    edit('"capacity": "mixed"', '"capacity": "on-demand"');
    const refused = run();
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("'aws.capacity.kind' must stay 'on-demand'");
  });
});
