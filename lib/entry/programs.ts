export { runKubernetesProgram } from '../cli/kubernetes-program';
export { definePlatform, type PlatformDefinition } from '../cli/platform-definition';
export { runTerraformProgram } from '../cli/terraform-program';
