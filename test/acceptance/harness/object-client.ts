import type { KubernetesObject } from '../../../lib/values/kubernetes-object';
import type { ControlPlane } from './control-plane';
import type { ApiAnswer, ApiObject } from './control-plane-client';

/** Answer to a list request. */
export interface ApiList {
  readonly metadata: { readonly resourceVersion: string };
  readonly items: readonly ApiObject[];
}

const APPLY = { 'Content-Type': 'application/apply-patch+yaml' };
const MERGE = { 'Content-Type': 'application/merge-patch+json' };

/** Applies, patches and lists objects of one control plane; a refusal throws with the server's message. */
export class ObjectClient {
  private readonly plurals = new Map<string, Promise<ReadonlyMap<string, string>>>();

  constructor(private readonly plane: ControlPlane) {}

  /** Applies an object as `kubectl apply --server-side --force-conflicts` does, so that fields which a judge broke are restored. */
  async apply(object: KubernetesObject): Promise<void> {
    const query = 'fieldManager=keelson&force=true&fieldValidation=Strict';
    const path = `${await this.pathOf(object)}/${object.metadata.name}?${query}`;
    expectSuccess(`${object.kind} '${object.metadata.name}'`, await this.plane.request('PATCH', path, object, APPLY));
  }

  /** Creates an object and returns the server's answer, also a refusal. */
  async create(object: KubernetesObject): Promise<ApiAnswer<ApiObject>> {
    return this.plane.request('POST', await this.pathOf(object), object);
  }

  /** Merges a change into an object at a path. */
  async patch(path: string, change: object): Promise<void> {
    expectSuccess(path, await this.plane.request('PATCH', path, change, MERGE));
  }

  /** Deletes the object at a path without a grace period; an object that no longer exists is no error. */
  async remove(path: string): Promise<void> {
    const answer = await this.plane.request('DELETE', path, { gracePeriodSeconds: 0 });
    if (answer.status !== 404) expectSuccess(path, answer);
  }

  /** The objects at a path. */
  async list(path: string): Promise<ApiList> {
    const answer = await this.plane.request<ApiList>('GET', path);
    expectSuccess(path, answer);
    return answer.body;
  }

  private async pathOf({ apiVersion, kind, metadata }: KubernetesObject): Promise<string> {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const known = this.plurals.get(root) ?? this.discover(root);
    this.plurals.set(root, known);
    const plural = (await known).get(kind);
    if (plural === undefined) throw new Error(`the API server knows no ${kind} in ${apiVersion}`);
    const namespace = metadata.namespace === undefined ? '' : `/namespaces/${metadata.namespace}`;
    return `${root}${namespace}/${plural}`;
  }

  private async discover(root: string): Promise<ReadonlyMap<string, string>> {
    const answer = await this.plane.request<{ resources: readonly { kind: string; name: string }[] }>('GET', root);
    expectSuccess(root, answer);
    const own = answer.body.resources.filter((resource) => !resource.name.includes('/'));
    return new Map(own.map(({ kind, name }) => [kind, name]));
  }
}

/** @throws Error with the server's message unless the request succeeded. */
export function expectSuccess(what: string, answer: ApiAnswer<unknown>): void {
  if (answer.status < 300) return;
  throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
}
