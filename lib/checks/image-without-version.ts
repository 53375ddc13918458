import type { PlatformModel } from '../model/platform-model';
import type { WorkloadFacts } from '../model/workload-facts';
import { ConfigError } from '../values/config-error';
import { ImageReference } from '../values/image-reference';
import { type Breach, type Check, describeObject } from './check';

/** With a tag that moves, two nodes could run different code under the same name, and a rollback would not bring the old code back. */
export const imageWithoutVersion: Check = {
  id: 'image-without-version',
  severity: 'error',
  title: 'every image has a version, and in production a digest',
  source: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  run: (model) => model.workloads.flatMap((workload) => judge(workload, model)),
};

function judge(workload: WorkloadFacts, model: PlatformModel): Breach[] {
  return workload.pod.containers.flatMap(({ name, image }) => {
    const breach = judgeImage(image, model.cluster.environment.tier === 'production');
    if (breach === undefined) return [];
    const message = `container '${name}': ${breach.message}`;
    return [{ ...breach, subject: describeObject(workload.object), message, object: workload.object }];
  });
}

function judgeImage(image: string, isProduction: boolean): Pick<Breach, 'message' | 'severity'> | undefined {
  const reference = parse(image);
  if (reference === undefined) return { message: `'${image}' is not a valid image reference; write registry/name:tag` };
  if (!reference.hasVersion)
    return {
      message: `'${image}' has no version, so the image may change under its name; append the tag of a release`,
    };
  if (reference.digest !== undefined || !isProduction) return undefined;
  return {
    message: `'${image}' has no digest, so the image behind its tag may change; append @sha256:…`,
    severity: 'warning',
  };
}

function parse(image: string): ImageReference | undefined {
  try {
    return ImageReference.parse(image);
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}
