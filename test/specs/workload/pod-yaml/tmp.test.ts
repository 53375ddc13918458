import { podProblems, podText } from './pod-workload';
test('x', () => { expect(podProblems({ text: podText() })).toEqual([]); });
