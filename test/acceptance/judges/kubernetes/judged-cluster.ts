import { setTimeout as sleep } from 'node:timers/promises';
import { ControlPlane, type KubernetesMinor } from '../../harness/control-plane';
import { FIELD_MANAGER } from '../../harness/control-plane-apply';
import type { ApiMetadata } from '../../harness/control-plane-client';
import { collectionPath, type ResourceType, ResourceTypes } from '../../harness/control-plane-resources';
import { Session } from '../../harness/session';

/** Objects without their contents are a tenth of the bytes, and managers and versions are in the metadata. */
const METADATA_ONLY = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

/** What comes and goes by itself. */
const VOLATILE = new Set(['events', 'leases', 'componentstatuses']);

/** An object as the server lists it. */
export interface InventoryItem {
  /** `apps/v1 deployments shop/cart`. */
  readonly key: string;
  readonly path: string;
  readonly metadata: ApiMetadata;
}

/** A control plane and what it held before anything was applied. */
export class JudgedCluster {
  private constructor(
    readonly plane: ControlPlane,
    readonly types: ResourceTypes,
    private readonly baseline: ReadonlySet<string>,
  ) {}

  /** Starts a control plane and waits until it has made what it makes by itself. */
  static async start(minor: KubernetesMinor, name: string): Promise<JudgedCluster> {
    const plane = await ControlPlane.start(Session.current(), name, minor);
    const types = await ResourceTypes.read(plane);
    const cluster = new JudgedCluster(plane, types, new Set());
    const items = await cluster.whenStill();
    return new JudgedCluster(plane, types, new Set(items.map(({ key }) => key)));
  }

  /** Everything that was not there at the start; controllers' own accounts in kube-system are not counted. */
  async inventory(): Promise<readonly InventoryItem[]> {
    const types = this.types.listable().filter((type) => !VOLATILE.has(type.plural));
    const items = (await Promise.all(types.map((type) => this.list(type)))).flat();
    return items.filter((item) => {
      return isOurs(item) || (item.metadata.namespace !== 'kube-system' && !this.baseline.has(item.key));
    });
  }

  /** The inventory, once nothing in it has changed for a second. */
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

/** Whether our apply set a field of it: what the server notes per field is the inventory that pruning goes by. */
export function isOurs({ metadata }: InventoryItem): boolean {
  return metadata.managedFields?.some(({ manager }) => manager === FIELD_MANAGER) ?? false;
}

function versions(items: readonly InventoryItem[]): string {
  return items.map(({ key, metadata }) => `${key} ${metadata.resourceVersion}`).join('\n');
}
