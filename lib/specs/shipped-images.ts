/** The default image of a component, and the versions for which its flags and scripts are written. */
export interface ShippedImage {
  /** Reference with the tag of a version. */
  readonly image: string;
  /** First characters of every version that our flags and scripts support: `1.23.`; empty where every version is supported. */
  readonly versions: string;
}

/** Date of {@link SHIPPED_IMAGES}: on this day each version was the newest published one that had been tested with keelson. */
export const SHIPPED_IMAGES_AS_OF = '2026-11-01';

/** Every image that manifests name by default, in alphabetical order of the component. */
export const SHIPPED_IMAGES = {
  /**
   * The configuration of the proxy needs the hash by addresses of the line 3.2, and its Lua. The tag was the newest one of the line in the list
   * of official images of 2026-08-21.
   *
   * @see https://github.com/docker-library/official-images/blob/37079fb336f572a88700cf32e5e1f6be54a04e8f/library/haproxy
   */
  haproxy: { image: 'docker.io/library/haproxy:3.2.22', versions: '3.2.' },
  /** kured exits at start when it gets an unknown flag, and its flags change with its minor versions. */
  kured: { image: 'ghcr.io/kubereboot/kured:1.23.0', versions: '1.23.' },
  /**
   * The configuration of the proxy needs the directive `keepalive_min_timeout`, which nginx has from 1.27.4 on. The tag was the newest one of the
   * line in the list of official images of 2026-08-21. Our command replaces the entry point of the image, which wants to write to `/etc/nginx`.
   *
   * @see https://github.com/docker-library/official-images/blob/37079fb336f572a88700cf32e5e1f6be54a04e8f/library/nginx
   */
  nginx: { image: 'docker.io/library/nginx:1.30.4', versions: '1.30.' },
  /** The tuner's script needs a POSIX sh, an awk that does what busybox awk does, and curl; any version of them will do. */
  nodeTuner: { image: 'docker.io/curlimages/curl:8.16.0', versions: '' },
  /** The handler reads its settings from variables, whose names change with its minor versions. */
  terminationHandler: {
    image: 'public.ecr.aws/aws-ec2/aws-node-termination-handler:v1.25.6',
    versions: 'v1.25.',
  },
} as const satisfies Readonly<Record<string, ShippedImage>>;

/** Date of {@link CLUSTER_AUTOSCALER_IMAGES}: on this day each version was the newest release of its minor. */
export const CLUSTER_AUTOSCALER_AS_OF = '2026-08-22';

/**
 * Image of the cluster autoscaler for each minor of Kubernetes. The simulator of the autoscaler is the scheduler of its own minor,
 * so that another minor may add nodes on which the cluster's scheduler places no pod.
 *
 * @see https://github.com/kubernetes/autoscaler/releases
 */
export const CLUSTER_AUTOSCALER_IMAGES: Readonly<Record<string, ShippedImage>> = {
  '1.30': { image: 'registry.k8s.io/autoscaling/cluster-autoscaler:v1.30.7', versions: 'v1.30.' },
  '1.31': { image: 'registry.k8s.io/autoscaling/cluster-autoscaler:v1.31.5', versions: 'v1.31.' },
  '1.32': { image: 'registry.k8s.io/autoscaling/cluster-autoscaler:v1.32.7', versions: 'v1.32.' },
  '1.33': { image: 'registry.k8s.io/autoscaling/cluster-autoscaler:v1.33.6', versions: 'v1.33.' },
  '1.34': { image: 'registry.k8s.io/autoscaling/cluster-autoscaler:v1.34.5', versions: 'v1.34.' },
  '1.35': { image: 'registry.k8s.io/autoscaling/cluster-autoscaler:v1.35.2', versions: 'v1.35.' },
  '1.36': { image: 'registry.k8s.io/autoscaling/cluster-autoscaler:v1.36.1', versions: 'v1.36.' },
};
