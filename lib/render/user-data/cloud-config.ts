import { renderJson } from './json-text';

/** A file that cloud-init writes before any command runs. */
export interface CloudConfigFile {
  readonly path: string;
  /** @default false */
  readonly executable?: boolean;
  /**
   * Mode of the file in octal digits: `0640`.
   * @default - by `executable`: 0755 or 0644
   */
  readonly mode?: string;
  readonly content: string;
}

/** Files and commands of a node's first boot, in addition to joining the cluster. */
export interface CloudConfig {
  readonly files: readonly CloudConfigFile[];
  /** Commands as lists of arguments, in order; on AL2023 all of them end before nodeadm starts the kubelet. */
  readonly commands: readonly (readonly string[])[];
}

/** Renders a `text/cloud-config` document. */
export function renderCloudConfig(config: CloudConfig): string {
  const files = config.files.map((file) => ({
    path: file.path,
    owner: 'root:root',
    permissions: file.mode ?? (file.executable === true ? '0755' : '0644'),
    content: file.content,
  }));
  return `#cloud-config\n${renderJson({ write_files: files, runcmd: config.commands })}`;
}

/** Merges several configurations into one, in order, because cloud-init would let a second `runcmd` replace the first. */
export function mergeCloudConfigs(configs: readonly CloudConfig[]): CloudConfig {
  return {
    files: configs.flatMap((config) => config.files),
    commands: configs.flatMap((config) => config.commands),
  };
}
