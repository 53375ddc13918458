/** A program of a platform with the ports that it has on every node. */
export interface HostPortOwner {
  /** The program, for messages. */
  readonly owner: string;
  /** Ports and ranges: `9091,9098-9099`. */
  readonly ports: string;
}
