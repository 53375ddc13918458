import { setTimeout as sleep } from 'node:timers/promises';
import { ControlPlane, type KubernetesMinor } from '../../harness/control-plane';
import { FIELD_MANAGER } from '../../harness/control-plane-apply';
import type { ApiMetadata } from '../../harness/control-plane-client';
import { collectionPath, type ResourceType, ResourceTypes } from '../../harness/control-plane-resources';
import { Session } from '../../harness/session';

/** Lists without the objects' contents are a tenth of the size, and managers and versions are in the metadata. */
const METADATA_ONLY = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

/** Resources that controllers create and delete by themselves. */
const VOLATILE = new Set(['events', 'leases', 'componentstatuses']);

/** An object in a list of the server. */
export interface InventoryItem {
  /** Identifies the object: `apps/v1 deployments shop/cart`. */
  readonly key: string;
  readonly path: string;
  readonly metadata: ApiMetadata;
}

/** A control plane, and what it contained before anything was applied. */
export class JudgedCluster {
  private constructor(
    readonly plane: ControlPlane,
    readonly types: ResourceTypes,
    private readonly baseline: ReadonlySet<string>,
  ) {}

  /** Starts a control plane and waits until it has created its own objects. */
  static async start(minor: KubernetesMinor, name: string): Promise<JudgedCluster> {
    const plane = await ControlPlane.start(Session.current(), name, minor);
    const types = await ResourceTypes.read(plane);
    const cluster = new JudgedCluster(plane, types, new Set());
    const items = await cluster.whenStill();
    return new JudgedCluster(plane, types, new Set(items.map(({ key }) => key)));
  }

  /** All objects that did not exist at the start, without the controllers' own accounts in kube-system. */
  async inventory(): Promise<readonly InventoryItem[]> {
    const types = this.types.listable().filter((type) => !VOLATILE.has(type.plural));
    const items = (await Promise.all(types.map((type) => this.list(type)))).flat();
    return items.filter((item) => {
      return isOurs(item) || (item.metadata.namespace !== 'kube-system' && !this.baseline.has(item.key));
    });
  }

  /** The inventory, after nothing in it has changed for a second. */
  async whenStill(timeoutSeconds = 60): Promise<readonly InventoryItem[]> {
    const deadline = Date.now() + timeoutSeconds * 1000;
    let last = await this.inventory();
    while (Date.now() < deadline) {
      await sleep(1000);
      const now = await this.inventory();
      if (versions(now) === versions(last)) return now;
      last = now;
    }
    throw new Error(`objects still change after ${timeoutSeconds} s`);
  }

  private async list(type: ResourceType): Promise<readonly InventoryItem[]> {
    const { body } = await this.plane.request<{ items?: readonly { metadata: ApiMetadata }[] }>(
      'GET',
      collectionPath(type),
      undefined,
      { Accept: METADATA_ONLY },
    );
    return (body.items ?? []).map(({ metadata }) => {
      const name = metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
      const path = `${collectionPath(type, metadata.namespace)}/${metadata.name}`;
      return { key: `${type.groupVersion} ${type.plural} ${name}`, path, metadata };
    });
  }
}

/** Whether our apply set a field of the object, according to the managed fields by which pruning selects objects. */
export function isOurs({ metadata }: InventoryItem): boolean {
  return metadata.managedFields?.some(({ manager }) => manager === FIELD_MANAGER) ?? false;
}

function versions(items: readonly InventoryItem[]): string {
  return items.map(({ key, metadata }) => `${key} ${metadata.resourceVersion}`).join('\n');
}
