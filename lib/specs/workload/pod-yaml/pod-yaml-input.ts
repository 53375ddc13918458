/**
 * A pod that a team wrote itself: the text of its `pod.yml`. keelson adds where it runs, who it is, and how it stops.
 *
 * Resources, probes and security contexts stay the pod's own, and are judged.
 */
export interface PodYamlInput {
  /** The text: one YAML document with a Pod, or with the spec of one; at most 65536 characters. Only the program reads files. Changing it rolls the pods. */
  readonly text: string;
  /**
   * Container that serves requests, by its name. Changing it rolls the pods.
   * @default - the first container
   */
  readonly container?: string;
  /**
   * Named port of that container that requests go to. Changing it changes the Service in place.
   * @default - the container's first port; a container without ports gets no Service
   */
  readonly port?: string;
  /**
   * Protocol of that port, which decides how connections end when a pod stops. Changing it rolls the pods.
   * @default 'http1'
   */
  readonly protocol?: 'http1' | 'h2' | 'grpc' | 'websocket' | 'tcp';
  /**
   * Changes of the pod by RFC 6902, applied in their order to the object with `metadata` and `spec`. Changing them rolls the pods.
   * @default - none
   * @see https://www.rfc-editor.org/rfc/rfc6902
   */
  readonly patches?: readonly JsonPatchInput[];
}

/** One operation of a JSON patch. */
export interface JsonPatchInput {
  /** What to do; `test` refuses the whole pod where the value differs. Changing it rolls the pods. */
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  /** JSON pointer of the place: `/spec/containers/0/resources/requests/cpu`. Changing it rolls the pods. */
  readonly path: string;
  /**
   * JSON pointer of the source of `move` and `copy`. Changing it rolls the pods.
   * @default - none
   */
  readonly from?: string;
  /**
   * Value of `add`, `replace` and `test`, as JSON text: `"500m"` with its quotes, `8080`, `{ "a": 1 }`. Changing it rolls the pods.
   * @default - none
   */
  readonly value?: string;
}
