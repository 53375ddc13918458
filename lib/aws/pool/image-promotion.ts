import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
import { SsmDocument } from '@cdktf/provider-aws/lib/ssm-document';
import type { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Construct } from 'constructs';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import type { Weekday } from '../../specs/time/week-window-input';
import { awsPartition } from '../../values/aws-partition';
import { boundedName } from '../../values/bounded-name';
import { type PolicyStatement, renderPolicy, renderServiceTrust, type ServiceTrust } from '../iam-policy';
import { roleName } from '../role-name';
import type { Promotion } from './pool-promotion';
import { runbookStatements, runbookTrust, schedulerStatements, schedulerTrust } from './promotion-policies';
import { renderPromotionRunbook, SCHEDULED_TIME_PARAMETER, START_SECONDS } from './promotion-runbook';

const MAX_SCHEDULE_NAME_LENGTH = 64;
const MAX_DOCUMENT_NAME_LENGTH = 128;
const START_ATTEMPTS = 3;

const CRON_DAYS: Readonly<Record<Weekday, string>> = {
  monday: 'MON',
  tuesday: 'TUE',
  wednesday: 'WED',
  thursday: 'THU',
  friday: 'FRI',
  saturday: 'SAT',
  sunday: 'SUN',
};

/** Properties of {@link ImagePromotion}. */
export interface ImagePromotionProps {
  /** The pool, whose name is in all names here and whose groups are refreshed. */
  readonly pool: AwsNodePoolSpec;
  /** The window of the promotion, and the parameter that names the newest image. */
  readonly promotion: Promotion;
  /** The pool's own parameter, through which its launch template finds the image. */
  readonly imageParameter: SsmParameter;
}

/** A role with its only policy. */
interface PromotionRole {
  readonly role: IamRole;
  readonly policy: IamRolePolicy;
}

/**
 * A schedule that gives a pool a new image: at the beginning of each window a runbook copies the image id of a source into the
 * pool's parameter and refreshes the pool's groups. People may start the runbook by hand, with its role; blackouts do not bind
 * them.
 *
 * On the day on which daylight saving time skips the hour at which a window begins, EventBridge Scheduler skips that run.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
 */
export class ImagePromotion extends Construct {
  /** The Automation runbook; alerts should watch its failed executions. */
  readonly runbook: SsmDocument;
  /** The schedule that starts the runbook at the beginning of each window. */
  readonly schedule: SchedulerSchedule;

  constructor(scope: Construct, id: string, props: ImagePromotionProps) {
    super(scope, id);
    const { accountId } = new DataAwsCallerIdentity(this, 'account', {});
    const runbookRole = this.addRunbookRole(props, accountId);
    this.runbook = new SsmDocument(this, 'runbook', {
      // The prefix is needed because AWS reserves names such as `aws…` and `amazon…`, and the name of an environment might begin
      // so.
      name: boundedName(`keelson-${props.pool.physicalName}-promotion`, MAX_DOCUMENT_NAME_LENGTH),
      documentType: 'Automation',
      documentFormat: 'JSON',
      content: renderPromotionRunbook({ ...props, roleArn: runbookRole.role.arn }),
      dependsOn: [runbookRole.policy],
    });
    this.schedule = this.addSchedule(props, this.addScheduleRole(props, accountId, runbookRole.role.arn));
  }

  private addRunbookRole({ pool, promotion, imageParameter }: ImagePromotionProps, accountId: string): PromotionRole {
    return this.addRole('runbook', `${pool.physicalName}-promotion`, {
      description: `Image promotion of pool ${pool.name}`,
      trust: runbookTrust({ pool, accountId }),
      statements: runbookStatements({ pool, accountId }, { parameterArn: imageParameter.arn, promotion }),
    });
  }

  private addScheduleRole({ pool }: ImagePromotionProps, accountId: string, roleArn: string): PromotionRole {
    return this.addRole('schedule', `${pool.physicalName}-promotion-start`, {
      description: `Schedule of the image promotion of pool ${pool.name}`,
      trust: schedulerTrust(accountId),
      statements: schedulerStatements({ pool, accountId }, { name: this.runbook.name, roleArn }),
    });
  }

  private addRole(
    id: string,
    name: string,
    rights: {
      readonly description: string;
      readonly trust: ServiceTrust;
      readonly statements: readonly PolicyStatement[];
    },
  ): PromotionRole {
    const role = new IamRole(this, `${id}-role`, {
      name: roleName(name),
      description: rights.description,
      assumeRolePolicy: renderServiceTrust(rights.trust),
    });
    const policy = new IamRolePolicy(this, `${id}-policy`, {
      name: 'promotion',
      role: role.name,
      policy: renderPolicy(rights.statements),
    });
    return { role, policy };
  }

  private addSchedule({ pool, promotion }: ImagePromotionProps, { role, policy }: PromotionRole): SchedulerSchedule {
    return new SchedulerSchedule(this, 'schedule', {
      name: boundedName(`${pool.physicalName}-promotion`, MAX_SCHEDULE_NAME_LENGTH),
      description: `Promotes the image of pool ${pool.name} at the beginning of its window`,
      scheduleExpression: renderCron(promotion.window),
      scheduleExpressionTimezone: promotion.window.timeZone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: `arn:${awsPartition(pool.zones[0] ?? '')}:scheduler:::aws-sdk:ssm:startAutomationExecution`,
        roleArn: role.arn,
        input: JSON.stringify({
          DocumentName: this.runbook.name,
          Parameters: { [SCHEDULED_TIME_PARAMETER]: ['<aws.scheduler.scheduled-time>'] },
        }),
        // The default would retry a failed start for a day, which is long after the window has ended.
        retryPolicy: { maximumEventAgeInSeconds: START_SECONDS, maximumRetryAttempts: START_ATTEMPTS },
      },
      dependsOn: [policy],
    });
  }
}

/** Renders the beginnings of a window as a cron expression; a window that passes midnight begins on the day that it names. */
function renderCron({ days, startMinute }: Promotion['window']): string {
  const names = days.map((day) => CRON_DAYS[day]).join(',');
  return `cron(${startMinute % 60} ${Math.floor(startMinute / 60)} ? * ${names} *)`;
}
