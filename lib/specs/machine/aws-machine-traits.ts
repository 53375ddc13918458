import { type AwsMachineFacts, awsMachineFacts, type UnsuitableMachine } from './aws-machine-facts';

/** Facts of a machine type of EC2 beside its figures: from the table, or from the type's name where the table does not list it. */
export type AwsMachineTraits = Omit<AwsMachineFacts, 'vcpu' | 'memoryMib' | 'interfaces' | 'addressesPerInterface'>;

const SPELLING = /^([a-z]+\d*[a-z]*(?:-[a-z0-9]+)*)\.[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Families that cannot be nodes, recognised by the letters before the generation. */
const DEVICE_LETTERS: Readonly<Record<UnsuitableMachine, RegExp>> = {
  mac: /^mac/,
  paravirtual: /^(?:c1|m1|m2|t1)$/,
  gpu: /^(?:g|gr|p)\d/,
  accelerator: /^(?:trn|inf|dl|vt|f)\d/,
};

/** Families with local NVMe disks whose names have no `d` after the generation. */
const DISK_LETTERS = /^(?:i|is|im|d)\d/;

/** Facts of a machine type of EC2; undefined where the text does not have the form of a type's name. */
export function awsMachineTraits(type: string): AwsMachineTraits | undefined {
  return awsMachineFacts(type) ?? traitsByName(type);
}

/**
 * Whether a type has the first Graviton processor, on which Amazon Linux 2023 panics at boot.
 *
 * @see https://github.com/amazonlinux/amazon-linux-2023/issues/50
 */
export function isFirstGraviton(type: string): boolean {
  return type.startsWith('a1.');
}

/** Facts of a type that the table does not list, and which is newer therefore: all new types run on Nitro and are optimised for EBS. */
function traitsByName(type: string): AwsMachineTraits | undefined {
  const family = SPELLING.exec(type)?.[1];
  if (family === undefined) return undefined;
  return {
    architecture: family === 'a1' || /^[a-z]+\d+g/.test(family) ? 'arm64' : 'amd64',
    isNitro: true,
    hasInstanceStore: DISK_LETTERS.test(family) || /^[a-z]+\d+[a-ce-z]*d/.test(family),
    takesEbsOptimized: true,
    isSoldAsSpot: true,
    unsuitable: (['mac', 'paravirtual', 'gpu', 'accelerator'] as const).find((kind) =>
      DEVICE_LETTERS[kind].test(family),
    ),
  };
}
