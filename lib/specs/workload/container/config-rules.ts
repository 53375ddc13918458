import { parseConfigKey } from '../../../values/config-key';
import type { Problems } from '../../../values/problems';
import type { ContainerSpec } from './container-fields';
import { judgeWrittenText } from './written-text-rules';

/**
 * Bytes of the files at most, as JSON. A ConfigMap may hold 1 MiB, but `kubectl apply` keeps a copy of the object in an annotation, and
 * all annotations of an object may have 256 KiB; 2 KiB of it are left for the rest of the object.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go
 */
const MAX_JSON_BYTES = 254 * 1024;

/** Rules of the files of a container. */
export function judgeConfig(config: ContainerSpec['config'], problems: Problems): void {
  for (const [name, text] of Object.entries(config)) {
    problems.capture(`container.config.${name}`, () => parseConfigKey(name));
    judgeWrittenText(`container.config.${name}`, text, problems);
  }
  const bytes = jsonBytes(config);
  const rule = `hold at most ${MAX_JSON_BYTES} bytes as JSON, because 'kubectl apply' keeps a copy in an annotation`;
  const remedy = 'put large files into the image, or into a volume of your own chart';
  problems.require(bytes <= MAX_JSON_BYTES, 'container.config', rule, `${bytes} bytes`, remedy);
}

/** Bytes of the JSON that kubectl writes, in which Go's encoder escapes three characters of HTML by six bytes each. */
function jsonBytes(config: ContainerSpec['config']): number {
  const json = JSON.stringify(config);
  const escaped = json.match(/[<>&]/g)?.length ?? 0;
  return Buffer.byteLength(json) + 5 * escaped;
}
