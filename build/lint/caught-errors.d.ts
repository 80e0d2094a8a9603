import type { Rule } from 'eslint';

export declare const caughtErrors: Rule.RuleModule;
export declare const caughtPlaces: Rule.RuleModule;
