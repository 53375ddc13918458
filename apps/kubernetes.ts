import { runKubernetesProgram } from 'keelson/programs';
import { platform } from './platform';

// cdk8s.yaml starts this: it checks the manifests, then writes dist.
runKubernetesProgram(platform);
