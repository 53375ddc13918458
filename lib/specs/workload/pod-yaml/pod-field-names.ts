/** Release of Kubernetes whose fields the table holds. */
export const POD_FIELDS_RELEASE = '1.37';

/**
 * Fields of a pod's spec and of every type below it, with the kind of each: one line for each type, indented lines continue it.
 *
 * `text`, `number` (whole), `flag`, `quantity` and `numberOrText` are single values; `any` is not judged, because the whole field is
 * refused; other kinds are types of the table. `[]` marks a list, and `{}` a map with keys that its author chooses.
 *
 * Read in November 2026 from the tags of the Go types of Kubernetes 1.37.2; older releases have some of them not yet, which their API
 * servers say themselves.
 *
 * @see https://pkg.go.dev/k8s.io/api@v0.37.2/core/v1#PodSpec
 */
const TABLE = `
AWSElasticBlockStoreVolumeSource: fsType=text partition=number readOnly=flag volumeID=text
AppArmorProfile: localhostProfile=text type=text
AzureDiskVolumeSource: cachingMode=text diskName=text diskURI=text fsType=text kind=text readOnly=flag
AzureFileVolumeSource: readOnly=flag secretName=text shareName=text
CSIVolumeSource: driver=text fsType=text nodePublishSecretRef=LocalObjectReference readOnly=flag
  volumeAttributes=text{}
Capabilities: add=text[] drop=text[]
CephFSVolumeSource: monitors=text[] path=text readOnly=flag secretFile=text secretRef=LocalObjectReference
  user=text
CinderVolumeSource: fsType=text readOnly=flag secretRef=LocalObjectReference volumeID=text
ClusterTrustBundleProjection: labelSelector=LabelSelector name=text optional=flag path=text signerName=text
  user=number
ConfigMapEnvSource: name=text optional=flag
ConfigMapKeySelector: key=text name=text optional=flag
ConfigMapProjection: items=KeyToPath[] name=text optional=flag
ConfigMapVolumeSource: defaultMode=number defaultUser=number items=KeyToPath[] name=text optional=flag
Container: args=text[] command=text[] env=EnvVar[] envFrom=EnvFromSource[] image=text imagePullPolicy=text
  lifecycle=Lifecycle livenessProbe=Probe name=text ports=ContainerPort[] readinessProbe=Probe
  resizePolicy=ContainerResizePolicy[] resources=ResourceRequirements restartPolicy=text
  restartPolicyRules=ContainerRestartRule[] securityContext=SecurityContext startupProbe=Probe stdin=flag
  stdinOnce=flag terminationMessagePath=text terminationMessagePolicy=text tty=flag volumeDevices=VolumeDevice[]
  volumeMounts=VolumeMount[] workingDir=text
ContainerPort: containerPort=number hostIP=text hostPort=number name=text protocol=text
ContainerResizePolicy: resourceName=text restartPolicy=text
ContainerRestartRule: action=text exitCodes=ContainerRestartRuleOnExitCodes
ContainerRestartRuleOnExitCodes: operator=text values=number[]
DownwardAPIProjection: items=DownwardAPIVolumeFile[]
DownwardAPIVolumeFile: fieldRef=ObjectFieldSelector mode=number path=text resourceFieldRef=ResourceFieldSelector
  user=number
DownwardAPIVolumeSource: defaultMode=number defaultUser=number items=DownwardAPIVolumeFile[]
EmptyDirVolumeSource: medium=text mode=number sizeLimit=quantity
EnvFromSource: configMapRef=ConfigMapEnvSource prefix=text secretRef=SecretEnvSource
EnvVar: name=text value=text valueFrom=EnvVarSource
EnvVarSource: configMapKeyRef=ConfigMapKeySelector fieldRef=ObjectFieldSelector fileKeyRef=FileKeySelector
  resourceFieldRef=ResourceFieldSelector secretKeyRef=SecretKeySelector
EphemeralVolumeSource: volumeClaimTemplate=PersistentVolumeClaimTemplate
EvictionResponder: name=text priority=number
ExecAction: command=text[]
FCVolumeSource: fsType=text lun=number readOnly=flag targetWWNs=text[] wwids=text[]
FileKeySelector: key=text optional=flag path=text volumeName=text
FlexVolumeSource: driver=text fsType=text options=text{} readOnly=flag secretRef=LocalObjectReference
FlockerVolumeSource: datasetName=text datasetUUID=text
GCEPersistentDiskVolumeSource: fsType=text partition=number pdName=text readOnly=flag
GRPCAction: mode=text port=number service=text
GitRepoVolumeSource: directory=text repository=text revision=text
GlusterfsVolumeSource: endpoints=text path=text readOnly=flag
HTTPGetAction: host=text httpHeaders=HTTPHeader[] path=text port=numberOrText protocol=text scheme=text
HTTPHeader: name=text value=text
HostAlias: hostnames=text[] ip=text
HostPathVolumeSource: path=text type=text
ISCSIVolumeSource: chapAuthDiscovery=flag chapAuthSession=flag fsType=text initiatorName=text iqn=text
  iscsiInterface=text lun=number portals=text[] readOnly=flag secretRef=LocalObjectReference targetPortal=text
ImageVolumeSource: pullPolicy=text reference=text
KeyToPath: key=text mode=number path=text user=number
LabelSelector: matchExpressions=LabelSelectorRequirement[] matchLabels=text{}
LabelSelectorRequirement: key=text operator=text values=text[]
Lifecycle: postStart=LifecycleHandler preStop=LifecycleHandler stopSignal=text
LifecycleHandler: exec=ExecAction httpGet=HTTPGetAction sleep=SleepAction tcpSocket=TCPSocketAction
LocalObjectReference: name=text
NFSVolumeSource: path=text readOnly=flag server=text
ObjectFieldSelector: apiVersion=text fieldPath=text
ObjectMeta: annotations=text{} creationTimestamp=text deletionGracePeriodSeconds=number deletionTimestamp=text
  finalizers=text[] generateName=text generation=number labels=text{} managedFields=any[] name=text
  namespace=text ownerReferences=any[] resourceVersion=text selfLink=text uid=text
PersistentVolumeClaimSpec: accessModes=text[] dataSource=TypedLocalObjectReference
  dataSourceRef=TypedObjectReference resources=VolumeResourceRequirements selector=LabelSelector
  storageClassName=text volumeAttributesClassName=text volumeMode=text volumeName=text
PersistentVolumeClaimTemplate: metadata=ObjectMeta spec=PersistentVolumeClaimSpec
PersistentVolumeClaimVolumeSource: claimName=text readOnly=flag
PhotonPersistentDiskVolumeSource: fsType=text pdID=text
PodCertificateProjection: certificateChainPath=text credentialBundlePath=text keyPath=text keyType=text
  maxExpirationSeconds=number signerName=text user=number userAnnotations=text{}
PodDNSConfig: nameservers=text[] options=PodDNSConfigOption[] searches=text[]
PodDNSConfigOption: name=text value=text
PodOS: name=text
PodReadinessGate: conditionType=text
PodResourceClaim: name=text resourceClaimName=text resourceClaimTemplateName=text
PodSchedulingGroup: podGroupName=text
PodSecurityContext: appArmorProfile=AppArmorProfile fsGroup=number fsGroupChangePolicy=text runAsGroup=number
  runAsNonRoot=flag runAsUser=number seLinuxChangePolicy=text seLinuxOptions=SELinuxOptions
  seccompProfile=SeccompProfile supplementalGroups=number[] supplementalGroupsPolicy=text sysctls=any[]
  windowsOptions=WindowsSecurityContextOptions
PodSpec: activeDeadlineSeconds=number affinity=any automountServiceAccountToken=flag containers=Container[]
  dnsConfig=PodDNSConfig dnsPolicy=text enableServiceLinks=flag ephemeralContainers=any[]
  evictionResponders=EvictionResponder[] hostAliases=HostAlias[] hostIPC=flag hostNetwork=flag hostPID=flag
  hostUsers=flag hostname=text hostnameOverride=text imagePullSecrets=LocalObjectReference[]
  initContainers=Container[] nodeName=text nodeSelector=text{} os=PodOS overhead=quantity{}
  preemptionPolicy=text priority=number priorityClassName=text readinessGates=PodReadinessGate[]
  resourceClaims=PodResourceClaim[] resources=ResourceRequirements restartPolicy=text runtimeClassName=text
  schedulerName=text schedulingGates=any[] schedulingGroup=PodSchedulingGroup securityContext=PodSecurityContext
  serviceAccount=text serviceAccountName=text setHostnameAsFQDN=flag shareProcessNamespace=flag subdomain=text
  terminationGracePeriodSeconds=number tolerations=any[] topologySpreadConstraints=any[] volumes=Volume[]
PortworxVolumeSource: fsType=text readOnly=flag volumeID=text
Probe: exec=ExecAction failureThreshold=number grpc=GRPCAction httpGet=HTTPGetAction initialDelaySeconds=number
  periodSeconds=number successThreshold=number tcpSocket=TCPSocketAction terminationGracePeriodSeconds=number
  timeoutSeconds=number
ProjectedVolumeSource: defaultMode=number defaultUser=number sources=VolumeProjection[]
QuobyteVolumeSource: group=text readOnly=flag registry=text tenant=text user=text volume=text
RBDVolumeSource: fsType=text image=text keyring=text monitors=text[] pool=text readOnly=flag
  secretRef=LocalObjectReference user=text
ResourceClaim: name=text request=text
ResourceFieldSelector: containerName=text divisor=quantity resource=text
ResourceRequirements: claims=ResourceClaim[] limits=quantity{} requests=quantity{}
SELinuxOptions: level=text role=text type=text user=text
ScaleIOVolumeSource: fsType=text gateway=text protectionDomain=text readOnly=flag secretRef=LocalObjectReference
  sslEnabled=flag storageMode=text storagePool=text system=text volumeName=text
SeccompProfile: localhostProfile=text type=text
SecretEnvSource: name=text optional=flag
SecretKeySelector: key=text name=text optional=flag
SecretProjection: items=KeyToPath[] name=text optional=flag
SecretVolumeSource: defaultMode=number defaultUser=number items=KeyToPath[] optional=flag secretName=text
SecurityContext: allowPrivilegeEscalation=flag appArmorProfile=AppArmorProfile capabilities=Capabilities
  privileged=flag procMount=text readOnlyRootFilesystem=flag runAsGroup=number runAsNonRoot=flag
  runAsUser=number seLinuxOptions=SELinuxOptions seccompProfile=SeccompProfile
  windowsOptions=WindowsSecurityContextOptions
ServiceAccountTokenProjection: audience=text expirationSeconds=number path=text user=number
SleepAction: seconds=number
StorageOSVolumeSource: fsType=text readOnly=flag secretRef=LocalObjectReference volumeName=text
  volumeNamespace=text
TCPSocketAction: host=text port=numberOrText
TypedLocalObjectReference: apiGroup=text kind=text name=text
TypedObjectReference: apiGroup=text kind=text name=text namespace=text
Volume: awsElasticBlockStore=AWSElasticBlockStoreVolumeSource azureDisk=AzureDiskVolumeSource
  azureFile=AzureFileVolumeSource cephfs=CephFSVolumeSource cinder=CinderVolumeSource
  configMap=ConfigMapVolumeSource csi=CSIVolumeSource downwardAPI=DownwardAPIVolumeSource
  emptyDir=EmptyDirVolumeSource ephemeral=EphemeralVolumeSource fc=FCVolumeSource flexVolume=FlexVolumeSource
  flocker=FlockerVolumeSource gcePersistentDisk=GCEPersistentDiskVolumeSource gitRepo=GitRepoVolumeSource
  glusterfs=GlusterfsVolumeSource hostPath=HostPathVolumeSource image=ImageVolumeSource iscsi=ISCSIVolumeSource
  name=text nfs=NFSVolumeSource persistentVolumeClaim=PersistentVolumeClaimVolumeSource
  photonPersistentDisk=PhotonPersistentDiskVolumeSource portworxVolume=PortworxVolumeSource
  projected=ProjectedVolumeSource quobyte=QuobyteVolumeSource rbd=RBDVolumeSource scaleIO=ScaleIOVolumeSource
  secret=SecretVolumeSource storageos=StorageOSVolumeSource vsphereVolume=VsphereVirtualDiskVolumeSource
VolumeDevice: devicePath=text name=text
VolumeMount: bindMountOptions=text[] mountPath=text mountPropagation=text name=text readOnly=flag
  recursiveReadOnly=text subPath=text subPathExpr=text
VolumeProjection: clusterTrustBundle=ClusterTrustBundleProjection configMap=ConfigMapProjection
  downwardAPI=DownwardAPIProjection podCertificate=PodCertificateProjection secret=SecretProjection
  serviceAccountToken=ServiceAccountTokenProjection
VolumeResourceRequirements: limits=quantity{} requests=quantity{}
VsphereVirtualDiskVolumeSource: fsType=text storagePolicyID=text storagePolicyName=text volumePath=text
WindowsSecurityContextOptions: gmsaCredentialSpec=text gmsaCredentialSpecName=text hostProcess=flag
  runAsUserName=text
`;

/** Kind of a field: a single value or the name of a type, in a list, in a map, or alone. */
export interface PodField {
  /** `text`, `number`, `flag`, `quantity`, `numberOrText`, `any`, or the name of a type. */
  readonly kind: string;
  /** Whether the value is one such value, a list of them, or a map of them. */
  readonly holds: 'one' | 'list' | 'map';
}

/** Fields of one type by their names. */
export type PodType = ReadonlyMap<string, PodField>;

/** Types of a pod's spec by their names: `PodSpec`, `Container`. */
export const POD_TYPES: ReadonlyMap<string, PodType> = new Map(
  TABLE.trim()
    .split(/\n(?! )/)
    .map((line) => {
      const [name = '', ...fields] = line.split(/:?\s+/);
      return [name, new Map(fields.map(readField))] as const;
    }),
);

function readField(text: string): readonly [string, PodField] {
  const [name = '', stated = ''] = text.split('=');
  const holds = stated.endsWith('[]') ? 'list' : stated.endsWith('{}') ? 'map' : 'one';
  return [name, { kind: holds === 'one' ? stated : stated.slice(0, -2), holds }];
}
