/** A plain value as JSON has them. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** An object of plain values. */
export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

/** A probe, or a hook of the life of a container, as far as rules read it. */
export interface PodHandler extends JsonObject {
  readonly httpGet?: JsonObject;
  readonly tcpSocket?: JsonObject;
}

/** A variable of a container's environment, as far as rules read it. */
export interface PodVariable extends JsonObject {
  readonly name?: string;
}

/** A port of a container, as far as rules and templates read it. */
export interface PodPort extends JsonObject {
  readonly containerPort?: number;
  readonly hostPort?: number;
  readonly name?: string;
  readonly protocol?: string;
}

/** Requests and limits of a container: quantities, which YAML may hold as numbers too. */
export interface PodResources extends JsonObject {
  readonly requests?: Readonly<Record<string, string | number>>;
  readonly limits?: Readonly<Record<string, string | number>>;
}

/** Rights of a container, as far as rules read them. */
export interface PodRights extends JsonObject {
  readonly privileged?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly procMount?: string;
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
  readonly seccompProfile?: { readonly type?: string };
  readonly appArmorProfile?: { readonly type?: string };
  readonly seLinuxOptions?: { readonly type?: string; readonly user?: string; readonly role?: string };
  readonly windowsOptions?: { readonly hostProcess?: boolean };
}

/** A container of a team's pod, as far as rules and templates read it; every other field stays as it is. */
export interface PodContainer extends JsonObject {
  readonly name?: string;
  readonly image?: string;
  readonly env?: readonly PodVariable[];
  readonly ports?: readonly PodPort[];
  readonly resources?: PodResources;
  readonly securityContext?: PodRights;
  readonly lifecycle?: { readonly preStop?: PodHandler; readonly postStart?: PodHandler };
  readonly readinessProbe?: PodHandler;
  readonly livenessProbe?: PodHandler;
  readonly startupProbe?: PodHandler;
  readonly volumeMounts?: readonly { readonly name?: string; readonly mountPath?: string }[];
}

/** A volume of a team's pod, as far as rules read it. */
export interface PodVolume extends JsonObject {
  readonly name?: string;
  readonly emptyDir?: { readonly sizeLimit?: string | number };
}

/** The spec of a team's pod, as far as rules and templates read it; every other field stays as it is. */
export interface PodSpecObject extends JsonObject {
  readonly containers: readonly PodContainer[];
  readonly initContainers?: readonly PodContainer[];
  readonly volumes?: readonly PodVolume[];
  readonly securityContext?: PodRights;
}

/** Labels and annotations of a team's pod, and the names that it may state. */
export interface PodMetadata extends JsonObject {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A team's pod after its patches, as plain data. */
export interface PodObject {
  readonly metadata: PodMetadata;
  readonly spec: PodSpecObject;
}

/** A container of a pod with its place in messages. */
export interface PlacedContainer {
  /** `podYaml.spec.containers[0]`. */
  readonly path: string;
  readonly container: PodContainer;
}

/** Every container of a pod, those that run before the others first. */
export function containersOf({ spec }: PodObject): readonly PlacedContainer[] {
  return (['initContainers', 'containers'] as const).flatMap((field) =>
    (spec[field] ?? []).map((container, index) => ({ path: `podYaml.spec.${field}[${index}]`, container })),
  );
}
