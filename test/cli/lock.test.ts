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

  test('is missed, written once everything was synthesised, and then compared', () => {
    expect(workspace.synth('two-environments').stderr).toContain(MISSING);
    expect(workspace.exists('keelson.lock.json')).toBe(false);
    const written = workspace.synth('two-environments', ['--write-lock']);
    expect(written.stdout).toContain('keelson.lock.json written: commit it');
    expect(written.stderr).not.toContain('keelson.lock.json');
    expect(workspace.synth('two-environments').stderr).not.toContain('keelson.lock.json');
    expect(workspace.synth('two-environments', ['--write-lock']).stdout).toContain('keelson.lock.json is as it was');
  });

  test('refuses what it knows to be otherwise before anything is written, also when it is to be written', () => {
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

  test('is written with the same warnings about changes as it is compared with', () => {
    workspace.beginAfter('two-environments', ['--write-lock']);
    const lock = JSON.parse(workspace.read('keelson.lock.json'));
    const { main } = lock.environments.streaming.clusters;
    const stacks = ['streaming-second-foundation', 'streaming-second-platform'];
    Object.assign(main.pools.core.rolls, { image: 'another', 'machine and disk': 'another' });
    lock.environments.streaming.clusters = { main, second: { ...main, stacks } };
    writeFileSync(join(workspace.folder, 'keelson.lock.json'), JSON.stringify(lock));
    const warnings = [
      "warning streaming: keelson.lock.json knows cluster 'second' and the environment has it no longer; what its stacks deployed is still there (streaming-second-foundation, streaming-second-platform): destroy them first, platform before foundation, then take it out and let 'keelson synth --write-lock' forget it",
      "warning streaming: cluster 'main': pool 'core' rolls 2 times, one after the other: machine and disk; image. Each takes about 60 minutes where nothing holds it up (12 nodes, 1 at once, 5 minutes each), together 120; a deploy waits 360 minutes for each",
    ];
    for (const args of [[], ['--write-lock']]) {
      const { status, stderr } = workspace.synth('two-environments', args);
      expect(status).toBe(0);
      expect(stderr.split('\n').filter((line) => line.startsWith('warning streaming:'))).toEqual(warnings);
    }
    expect(workspace.read('keelson.lock.json')).not.toContain('second');
  });

  test('is not written while an environment fails', () => {
    const { status } = workspace.synth('two-environments', ['--write-lock'], { MISBEHAVIOUR: 'throw' });
    expect(status).toBe(1);
    expect(workspace.exists('keelson.lock.json')).toBe(false);
  });

  test('keeps what was not chosen', () => {
    workspace.beginAfter('two-environments', ['--write-lock']);
    edit('"account": "example-streaming"', '"account": "example-streaming"');
    const before = workspace.read('keelson.lock.json');
    expect(workspace.synth('two-environments', ['paas', '--write-lock']).stdout).toContain('is as it was');
    expect(workspace.read('keelson.lock.json')).toBe(before);
  });

  test('that is no lock is refused with what to do', () => {
    writeFileSync(join(workspace.folder, 'keelson.lock.json'), '<<<<<<< ours');
    const { status, stderr } = workspace.synth('two-environments');
    expect(status).toBe(1);
    expect(stderr).toBe(
      "keelson.lock.json: 'the file' must be JSON, got '<<<<<<< ours'; take it from version control again; a merge may have left its marks in it\n",
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
