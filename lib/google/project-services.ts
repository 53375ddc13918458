import { ProjectService } from '@cdktf/provider-google/lib/project-service';
import { Construct } from 'constructs';

/**
 * APIs that a cluster's resources are made through. `serviceusage.googleapis.com` enables the others, so it is the project
 * owner's to enable.
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

/** What {@link ProjectServices} is made from. */
export interface ProjectServicesProps {
  /** Id of the project whose APIs are switched on. */
  readonly projectId: string;
}

/** The Google APIs that must be on before anything else of a cluster is made; destroying the stack leaves them on. */
export class ProjectServices extends Construct {
  /** What other resources depend on: without its API the first call of each fails. */
  readonly resources: readonly ProjectService[];

  constructor(scope: Construct, id: string, props: ProjectServicesProps) {
    super(scope, id);
    this.resources = SERVICES.map(
      (service) =>
        new ProjectService(this, service.replace('.googleapis.com', ''), {
          project: props.projectId,
          service,
          // Other stacks and people use the same APIs: switching one off deletes their resources.
          disableOnDestroy: false,
          disableDependentServices: false,
        }),
    );
  }
}
