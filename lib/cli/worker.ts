import { loadPlatform } from './load-platform';
import { synthesizeEnvironment } from './synthesize-environment';
import { renderError } from './terminal';
import type { SynthAnswer, SynthTask } from './worker-messages';

// The worker pool starts this module with one argument, the platform's module, and sends one task a message until it disconnects.
const platform = loadPlatform(String(process.argv[2]));

process.on('message', (message) => {
  process.send?.(answer(message as SynthTask));
});

function answer(task: SynthTask): SynthAnswer {
  try {
    const summary = synthesizeEnvironment(platform, task);
    return { environment: task.environment, summary, residentBytes: process.memoryUsage.rss() };
  } catch (error) {
    return { environment: task.environment, error: renderError(error), residentBytes: process.memoryUsage.rss() };
  }
}
