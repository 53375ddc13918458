import { runTerraformProgram } from 'keelson/programs';
import { platform } from './platform';

// cdktf.json starts this: it checks both outputs, then writes cdktf.out.
runTerraformProgram(platform);
