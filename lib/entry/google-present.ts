import { requireProvider } from './provider-present';

// First import of `keelson/google`: without it the error would name a file deep in the bindings.
requireProvider('keelson/google', '@cdktf/provider-google', 16);
