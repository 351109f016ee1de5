// The whole demonstration by hand: three nations that have only been founded, and people who click and type, in each language.
import {afterAll, beforeAll, describe} from 'vitest';
import type {Language} from './browser';
import {Hands} from './hands';

describe.each<Language>(['en', 'ja', 'fil'])('the demonstration by hand, in %s', (language) => {
  let hands: Hands;
  beforeAll(async () => {
    hands = await Hands.at(language);
  });
  afterAll(() => hands?.end());
});
