import type { GriffelRenderer } from '@fluentui/react-components';
import { describe, expect, it } from 'vitest';
import { insertingOnce } from './style-renderer.ts';

type Rules = Parameters<GriffelRenderer['insertCSSRules']>[0];

/** A renderer, and the rules that arrived at it. */
const recording = () => {
  const arrived: Rules[] = [];
  const plain: GriffelRenderer = {
    id: 'plain',
    insertionCache: {},
    stylesheets: {},
    compareMediaQueries: () => 0,
    compareContainerQueries: () => 0,
    insertCSSRules: (rules) => void arrived.push(rules),
  };
  return { arrived, renderer: insertingOnce(plain) };
};

describe('the renderer of styles', () => {
  it('gets the rules of a component once, however many of it are mounted', () => {
    const { arrived, renderer } = recording();
    const rules: Rules = { d: ['.a{color:red}'], h: ['.a:hover{color:blue}'] };
    for (let mounted = 0; mounted < 3; mounted += 1) renderer.insertCSSRules(rules);
    expect(arrived).toEqual([rules]);
  });
  it('gets a list of rules once, also in another object', () => {
    const { arrived, renderer } = recording();
    const list = ['.a{color:red}'];
    for (let drawn = 0; drawn < 3; drawn += 1) renderer.insertCSSRules({ r: list });
    expect(arrived).toEqual([{ r: list }]);
  });
  it('gets all rules if one of the lists is new', () => {
    const { arrived, renderer } = recording();
    const list = ['.a{color:red}'];
    renderer.insertCSSRules({ r: list });
    renderer.insertCSSRules({ r: list, s: ['@media print{.a{color:black}}'] });
    expect(arrived).toHaveLength(2);
  });
});
