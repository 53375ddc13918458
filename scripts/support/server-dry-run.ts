// tsx scripts/support/server-dry-run.ts <folder>: stands for `kubectl apply -f <folder>` where there is no cluster and no kubectl.
// An API server takes every object as a dry run, strictly; namespaces are made, because a dry run leaves none for what lies in them.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ControlPlane, KUBERNETES_MINORS } from '../../test/acceptance/harness/control-plane';
import {
  describeFailure,
  describeObject,
  type ManifestObject,
  readManifestObjects,
} from '../../test/acceptance/harness/control-plane-apply';
import { ResourceTypes } from '../../test/acceptance/harness/control-plane-resources';
import { Session } from '../../test/acceptance/harness/session';

const [folder = '.'] = process.argv.slice(2);

void main();

async function main(): Promise<void> {
  const session = Session.begin();
  const newest = KUBERNETES_MINORS[KUBERNETES_MINORS.length - 1] ?? '1.37';
  try {
    const plane = await ControlPlane.start(session, 'dry-run', newest);
    try {
      const objects = readFolder();
      const refusals = await applyAll(plane, objects);
      process.stdout.write(`${objects.length - refusals.length} of ${objects.length} objects accepted\n`);
      process.stderr.write(refusals.map((text) => `${text}\n`).join(''));
      process.exitCode = refusals.length === 0 && objects.length > 0 ? 0 : 1;
    } finally {
      await plane.stop();
    }
  } finally {
    rmSync(session.folder, { recursive: true, force: true });
  }
}

/** Files of the folder itself, in the order in which kubectl reads them; those of folders below it are left out, as kubectl does. */
function readFolder(): readonly ManifestObject[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort().flatMap((name) => readManifestObjects({ name, path: join(folder, name) }));
}

async function applyAll(plane: ControlPlane, objects: readonly ManifestObject[]): Promise<readonly string[]> {
  const types = await ResourceTypes.read(plane);
  const refusals: string[] = [];
  for (const { file, text, object } of objects) {
    const dryRun = object.kind === 'Namespace' ? '' : '&dryRun=All';
    const query = `fieldManager=kubectl&fieldValidation=Strict&force=true${dryRun}`;
    const headers = { 'Content-Type': 'application/apply-patch+yaml' };
    const answer = await plane.request('PATCH', `${await types.pathOf(object)}?${query}`, text, headers);
    const isAccepted = answer.status === 200 || answer.status === 201;
    if (!isAccepted) refusals.push(`${file}: ${describeObject(object)}: ${describeFailure(answer)}`);
  }
  return refusals;
}
