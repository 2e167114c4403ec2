/** Ends the process with one sentence when this Node is too old. */
declare const nothing: undefined;
export = nothing;
