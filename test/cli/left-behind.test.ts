import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from './run-keelson';

const STACKS = 'streaming-main-platform, streaming-main-foundation';
const LEFT_STACKS = `warning the platform no longer has these stacks, and the resources that they deployed still exist: ${STACKS}; destroy them in this order (check out a commit that has them and run 'npx cdktf destroy', or 'terraform destroy' in cdktf.out/stacks/<stack>), then remove their folders, which stay until then\n`;
const LEFT_MANIFESTS =
  'warning the platform no longer has the environments of these manifests: dist/streaming; remove the folders once the clusters are destroyed\n';

describe('an environment that was removed from the platform', () => {
  let workspace: Workspace;
  const listed = (): readonly string[] => Object.keys(JSON.parse(workspace.read('cdktf.out/manifest.json')).stacks);
  const synthWithout = (args: readonly string[] = []): string =>
    workspace.synth('two-environments', args, { ONLY: 'paas' }).stderr;

  beforeAll(() => {
    workspace = new Workspace();
    expect(workspace.synth('two-environments', ['--write-lock']).status).toBe(0);
  });
  afterAll(() => workspace.remove());

  test('is not reported where a run only chooses other environments', () => {
    const { stderr } = workspace.synth('two-environments', ['paas']);
    expect(stderr).not.toContain('no longer');
    expect(listed()).toContain('streaming-main-platform');
  });

  test('is reported at every run with the steps, is removed from manifest.json, and keeps its files', () => {
    const before = workspace.files();
    for (const stderr of [synthWithout(), synthWithout()]) {
      expect(stderr).toContain(LEFT_STACKS);
      expect(stderr).toContain(LEFT_MANIFESTS);
      expect(stderr).toContain(
        "warning streaming: keelson.lock.json lists the environment, but the platform no longer has it; the resources of its stacks still exist (streaming-main-foundation, streaming-main-platform): restore it in the input or check out a commit that has it, destroy the stacks, platform before foundation, then remove it from the input and run 'keelson synth --write-lock', which removes its entry from the lock\n",
      );
    }
    expect(listed()).toEqual(['paas-main-foundation', 'paas-main-platform']);
    expect({ ...workspace.files(), 'cdktf.out/manifest.json': '' }).toEqual({
      ...before,
      'cdktf.out/manifest.json': '',
    });
  });

  test('is reported until its folders are removed, also where the lock no longer lists it', () => {
    synthWithout(['--write-lock']);
    const forgotten = synthWithout();
    expect(forgotten).not.toContain('keelson.lock.json lists');
    expect(forgotten).toContain(LEFT_STACKS);
    for (const stack of ['streaming-main-platform', 'streaming-main-foundation']) {
      rmSync(join(workspace.folder, 'cdktf.out/stacks', stack), { recursive: true });
    }
    rmSync(join(workspace.folder, 'dist/streaming'), { recursive: true });
    expect(synthWithout()).not.toContain('no longer');
  });
});
