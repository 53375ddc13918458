import { expectMutationsHold } from './expect-mutations-hold';

// Two files, because they run beside each other on two processors.
test('mutated inputs of even seeds are accepted or refused with a ConfigError in good form and in good time', () => {
  expectMutationsHold(0);
});
