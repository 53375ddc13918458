// Every token of cdktf keeps the whole stack of its making, and Jest maps each line of a stack to its source: together half of the
// time of a synthesis, for text that no test reads. Only cdktf asks for a stack without a limit, and takes none as an answer.
const { captureStackTrace } = Error;

Error.captureStackTrace = (target, below) => {
  if (Error.stackTraceLimit !== Number.MAX_SAFE_INTEGER) captureStackTrace.call(Error, target, below);
};
