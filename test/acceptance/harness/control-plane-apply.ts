import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ControlPlane } from './control-plane';
import type { ApiAnswer, ApiObject } from './control-plane-client';
import type { ResourceTypes } from './control-plane-resources';

/** Field manager of the judges' applies; the server records it for each field that they set. */
export const FIELD_MANAGER = 'keelson';

/** One document of a manifest file. */
export interface ManifestObject {
  /** File below the environment's folder, for messages. */
  readonly file: string;
  /** The document as it was written, which is also what the server reads. */
  readonly text: string;
  readonly object: ApiObject;
}

/** Answer of the server for one object. */
export interface ApplyAnswer {
  readonly status: number;
  /** The object as stored by the server; undefined when the server refused it. */
  readonly applied?: ApiObject;
  /** Refusal and warnings, each beginning with the name of the object. */
  readonly refusals: readonly string[];
  readonly warnings: readonly string[];
}

/** Documents of a manifest file, in its order. */
export function readManifestObjects(manifest: {
  readonly name: string;
  readonly path: string;
}): readonly ManifestObject[] {
  return splitManifest(manifest.name, readFileSync(manifest.path, 'utf8'));
}

/** Splits YAML text into documents; only the server judges duplicate keys. */
export function splitManifest(file: string, text: string): readonly ManifestObject[] {
  const documents = text.split(/^---\n/m).filter((document) => document.trim() !== '');
  return documents.map((document) => {
    return { file, text: document, object: parse(document, { uniqueKeys: false }) as ApiObject };
  });
}

/** Applies one object as `kubectl apply --server-side --validate=strict` does. */
export async function serverSideApply(
  plane: ControlPlane,
  types: ResourceTypes,
  { file, text, object }: ManifestObject,
): Promise<ApplyAnswer> {
  const subject = `${file}: ${describeObject(object)}`;
  let path: string;
  try {
    path = await types.pathOf(object);
  } catch (error) {
    return { status: 404, refusals: [`${subject}: ${(error as Error).message}`], warnings: [] };
  }
  const query = `fieldManager=${FIELD_MANAGER}&fieldValidation=Strict&force=true`;
  const answer = await plane.request('PATCH', `${path}?${query}`, text, {
    'Content-Type': 'application/apply-patch+yaml',
  });
  const accepted = answer.status === 200 || answer.status === 201;
  return {
    status: answer.status,
    ...(accepted ? { applied: answer.body } : {}),
    refusals: accepted ? [] : [`${subject}: ${describeFailure(answer)}`],
    warnings: answer.warnings.map((warning) => `${subject}: warning: ${warning}`),
  };
}

/** Names an object for messages: `Deployment shop/cart`. */
export function describeObject({ kind, metadata }: ApiObject): string {
  const name = metadata?.namespace === undefined ? metadata?.name : `${metadata.namespace}/${metadata.name}`;
  return `${kind} ${name}`;
}

/** Status and message of an answer that is not a success. */
export function describeFailure({ status, body }: ApiAnswer<unknown>): string {
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : body;
  return `${status} ${String(message)}`;
}
