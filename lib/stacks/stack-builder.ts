import type { App } from 'cdktf';
import type { EnvironmentSpec } from '../specs/environment/environment-spec';

/** Adds stacks of an environment to an app. */
export type StackBuilder = (app: App, environment: EnvironmentSpec) => void;
