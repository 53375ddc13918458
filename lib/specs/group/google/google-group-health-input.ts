/** When a machine of a group counts as unhealthy, and from when on. */
interface GroupHealthTimesInput {
  /**
   * Seconds between two checks, 1 to 300. Changes in place.
   * @default 10
   */
  readonly intervalSeconds?: number;
  /**
   * Seconds after which a check without an answer has failed, 1 to 300 and at most `intervalSeconds`. Changes in place.
   * @default 5
   */
  readonly timeoutSeconds?: number;
  /**
   * Failed checks in a row after which the machine is made anew, 1 to 10. Changes in place.
   * @default 5
   */
  readonly unhealthyAfter?: number;
  /**
   * Answers in a row after which the machine counts as healthy, 1 to 10. Changes in place.
   * @default 2
   */
  readonly healthyAfter?: number;
  /**
   * Seconds after the start of a machine in which failed checks are ignored, 0 to 3600: the time of the first boot with its commands.
   * With less, the group would replace every machine before it is ready, for ever. Changes in place.
   * @default 300
   */
  readonly initialDelaySeconds?: number;
}

/** Health by HTTP requests. */
export interface GroupHttpHealthInput extends GroupHealthTimesInput {
  /** A machine is healthy while the path answers with the status 200. */
  readonly kind: 'http';
  /** TCP port of the path, 1 to 65535; it is opened to Google's checks alone. Changes in place. */
  readonly port: number;
  /** Path that answers while the program can work, beginning with `/`. Changes in place. */
  readonly path: string;
}

/** Health by connections. */
export interface GroupTcpHealthInput extends GroupHealthTimesInput {
  /** A machine is healthy while the port accepts connections. */
  readonly kind: 'tcp';
  /** TCP port, 1 to 65535; it is opened to Google's checks alone. Changes in place. */
  readonly port: number;
}

/** The check by which a group on Google Cloud sees whether the program on a machine answers. */
export type GoogleGroupHealthInput = GroupHttpHealthInput | GroupTcpHealthInput;
