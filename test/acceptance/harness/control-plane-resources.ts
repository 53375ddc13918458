import type { ApiObject } from './control-plane-client';

/** A kind of object that a server serves, in the preferred version of its group. */
export interface ResourceType {
  /** Group and version: `v1` or `apps/v1`. */
  readonly groupVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/** Sends requests: a control plane, or a client with another token. */
export interface Requester {
  request<Body>(method: string, path: string): Promise<{ readonly status: number; readonly body: Body }>;
}

interface ResourceList {
  readonly resources?: readonly {
    readonly name: string;
    readonly kind: string;
    readonly namespaced: boolean;
    readonly verbs: readonly string[];
  }[];
}

interface GroupList {
  readonly groups: readonly { readonly preferredVersion: { readonly groupVersion: string } }[];
}

/** Kinds that an API server serves, read from its discovery, including custom ones that were installed before. */
export class ResourceTypes {
  private constructor(
    private readonly server: Requester,
    private readonly byGroupVersion: Map<string, readonly ResourceType[]>,
  ) {}

  /** Reads the preferred version of every group. */
  static async read(server: Requester): Promise<ResourceTypes> {
    const types = new ResourceTypes(server, new Map());
    const { body } = await server.request<GroupList>('GET', '/apis');
    const preferred = ['v1', ...body.groups.map((group) => group.preferredVersion.groupVersion)];
    await Promise.all(preferred.map((groupVersion) => types.load(groupVersion)));
    return types;
  }

  /** Kinds that can be listed, as the preferred versions have them. */
  listable(): readonly ResourceType[] {
    return [...this.byGroupVersion.values()].flat().filter((type) => type.verbs.includes('list'));
  }

  /**
   * Path of one object.
   *
   * @throws Error when the server does not serve the kind.
   */
  async pathOf({ apiVersion = '', kind = '', metadata = {} }: ApiObject): Promise<string> {
    const types = this.byGroupVersion.get(apiVersion) ?? (await this.load(apiVersion));
    const type = types.find((each) => each.kind === kind);
    if (type === undefined) throw new Error(`the server has no kind '${kind}' in '${apiVersion}'`);
    return `${collectionPath(type, metadata.namespace)}/${metadata.name}`;
  }

  private async load(groupVersion: string): Promise<readonly ResourceType[]> {
    const { body } = await this.server.request<ResourceList>('GET', rootPath(groupVersion));
    // Entries such as `pods/log` are subresources and not kinds of their own.
    const own = (body.resources ?? []).filter(({ name }) => !name.includes('/'));
    const types = own.map(({ name, ...type }) => ({ ...type, groupVersion, plural: name }));
    if (types.length > 0) this.byGroupVersion.set(groupVersion, types);
    return types;
  }
}

/** Path of all objects of a kind, in one namespace or in all. */
export function collectionPath(type: ResourceType, namespace?: string): string {
  const root = rootPath(type.groupVersion);
  return type.namespaced && namespace !== undefined
    ? `${root}/namespaces/${namespace}/${type.plural}`
    : `${root}/${type.plural}`;
}

function rootPath(groupVersion: string): string {
  return groupVersion.includes('/') ? `/apis/${groupVersion}` : `/api/${groupVersion}`;
}
