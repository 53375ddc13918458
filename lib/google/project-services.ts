import { ProjectService } from '@cdktf/provider-google/lib/project-service';
import { Construct } from 'constructs';

/**
 * APIs through which the resources of a cluster are created. The owner of the project must enable `serviceusage.googleapis.com`,
 * because that API enables the others.
 */
const SERVICES = [
  'artifactregistry.googleapis.com',
  'cloudresourcemanager.googleapis.com',
  'compute.googleapis.com',
  'container.googleapis.com',
  'iam.googleapis.com',
  'logging.googleapis.com',
  'monitoring.googleapis.com',
] as const;

/** Properties of {@link ProjectServices}. */
export interface ProjectServicesProps {
  /** Id of the project whose APIs are enabled. */
  readonly projectId: string;
  /**
   * APIs to enable: `dns.googleapis.com`.
   * @default - those of a cluster
   */
  readonly services?: readonly string[];
}

/** The Google APIs that must be enabled before any other resource of a stack is created; destroying the stack leaves them enabled. */
export class ProjectServices extends Construct {
  /** Other resources depend on these: without its API the first call for each resource fails. */
  readonly resources: readonly ProjectService[];

  constructor(scope: Construct, id: string, props: ProjectServicesProps) {
    super(scope, id);
    const { services = SERVICES } = props;
    this.resources = services.map(
      (service) =>
        new ProjectService(this, service.replace('.googleapis.com', ''), {
          project: props.projectId,
          service,
          // The APIs stay enabled, because other stacks and people use them, and disabling an API deletes its resources.
          disableOnDestroy: false,
          disableDependentServices: false,
        }),
    );
  }
}
