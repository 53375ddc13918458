/** Name of the container that serves requests. */
export const SERVICE_CONTAINER = 'service';

/** Folder of the files that a workload states in `container.config`. */
export const CONFIG_FOLDER = '/config';
