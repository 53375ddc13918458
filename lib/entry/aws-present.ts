import { requireProvider } from './provider-present';

// This must be the first import of `keelson/aws`, because the error would otherwise name a file deep inside the bindings.
requireProvider('keelson/aws', '@cdktf/provider-aws', 21);
