import { requireProvider } from './provider-present';

// This must be the first import of `keelson/google`, because the error would otherwise name a file deep inside the bindings.
requireProvider('keelson/google', '@cdktf/provider-google', 16);
