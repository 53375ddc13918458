import {
  CLOUD_TAINT_EFFECTS,
  isRepelling,
  parseTaint,
  type TaintInput,
  taintText,
  taintValueText,
  tolerationOf,
  uniqueTaints,
} from '../../lib/values/taint';
import { refusalOf } from './refusal';

const EDGE: TaintInput = { key: 'dedicated', value: 'edge', effect: 'NoSchedule' };
const BARE: TaintInput = { key: 'example.com/gpu', effect: 'NoExecute' };
const SOFT: TaintInput = { key: 'spot', effect: 'PreferNoSchedule' };

describe('a taint', () => {
  it('is accepted in Kubernetes spelling', () => {
    for (const taint of [EDGE, BARE, SOFT]) expect(parseTaint(taint)).toBe(taint);
  });

  it("is refused in a cloud's spelling", () => {
    expect(refusalOf(() => parseTaint({ ...EDGE, effect: 'NO_SCHEDULE' as TaintInput['effect'] }))).toBe(
      "'effect' must be one of NoSchedule, PreferNoSchedule, NoExecute, got 'NO_SCHEDULE'; use the Kubernetes spelling on every cloud",
    );
  });

  it('repels pods unless its effect is PreferNoSchedule', () => {
    expect([EDGE, BARE, SOFT].map(isRepelling)).toEqual([true, true, false]);
  });

  it('has one spelling for clouds and one for nodes', () => {
    expect([EDGE, SOFT, BARE].map(({ effect }) => CLOUD_TAINT_EFFECTS[effect])).toEqual([
      'NO_SCHEDULE',
      'PREFER_NO_SCHEDULE',
      'NO_EXECUTE',
    ]);
    expect([EDGE, BARE].map(taintText)).toEqual(['dedicated=edge:NoSchedule', 'example.com/gpu=:NoExecute']);
    expect([EDGE, BARE].map(taintValueText)).toEqual(['edge:NoSchedule', ':NoExecute']);
  });

  it('is tolerated by its key, its value if it has one, and its effect', () => {
    expect([EDGE, BARE].map(tolerationOf)).toEqual([
      { key: 'dedicated', operator: 'Equal', value: 'edge', effect: 'NoSchedule' },
      { key: 'example.com/gpu', operator: 'Exists', effect: 'NoExecute' },
    ]);
  });

  it('counts once among others, where key, value and effect are the same', () => {
    expect(uniqueTaints([EDGE, BARE, { ...EDGE }, { ...EDGE, value: 'core' }])).toEqual([
      EDGE,
      BARE,
      { ...EDGE, value: 'core' },
    ]);
  });
});
