import { expect, it } from 'vitest';
import { darkTheme, lightTheme } from './themes.ts';

it('the two themes differ in colours and shadows only, so that no layout depends on the theme', () => {
  const names = [...new Set([...Object.keys(lightTheme), ...Object.keys(darkTheme)])];
  const light = new Map(Object.entries(lightTheme));
  const dark = new Map(Object.entries(darkTheme));
  const different = names.filter((name) => light.get(name) !== dark.get(name));
  expect(different.length).toBeGreaterThan(100);
  expect(different.filter((name) => !/^(color|shadow)[A-Z0-9]/.test(name))).toEqual([]);
});
