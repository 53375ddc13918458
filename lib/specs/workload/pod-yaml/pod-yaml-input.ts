/**
 * A pod that a team wrote itself: the text of its `pod.yml`. keelson adds where it runs, whose identity it has, and how it stops, and
 * refuses a text that states any of this.
 *
 * Resources, probes, security contexts and volumes stay the pod's own, and are judged: every container states its requests and its
 * memory limit, a container that serves states its readiness, and the pod keeps the Pod Security level of its team.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 */
export interface PodYamlInput {
  /**
   * The text: one document of YAML 1.2 with a Pod of `v1`, or with the spec of one; at most 65536 characters. The library reads no
   * files, so that the program does: `readFileSync('pod.yml', 'utf8')`. Changing it rolls the pods.
   */
  readonly text: string;
  /**
   * Container that serves requests, by its name. Changing it rolls the pods.
   * @default - the first container
   */
  readonly container?: string;
  /**
   * Named port of that container that requests go to. Changing it changes the Service in place.
   * @default - the container's first TCP port; a container without one gets no Service
   */
  readonly port?: string;
  /**
   * Protocol of that port, which decides how connections end when a pod stops, and what proxies are told. Changing it changes the
   * Service in place.
   * @default 'http1'
   */
  readonly protocol?: 'http1' | 'h2' | 'grpc' | 'websocket' | 'tcp';
  /**
   * Changes of the pod by RFC 6902, applied in their order to the object with `metadata` and `spec`; `labels` and `annotations` are
   * always there. Changing them rolls the pods.
   * @default - none
   * @see https://www.rfc-editor.org/rfc/rfc6902
   */
  readonly patches?: readonly JsonPatchInput[];
}

/** One operation of a JSON patch. */
export interface JsonPatchInput {
  /** The operation; `test` refuses the whole pod where the value differs. Changing it rolls the pods. */
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
