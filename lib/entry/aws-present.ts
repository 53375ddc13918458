import { requireProvider } from './provider-present';

// First import of `keelson/aws`: without it the error would name a file deep in the bindings.
requireProvider('keelson/aws', '@cdktf/provider-aws', 21);
