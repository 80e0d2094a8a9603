import type { Rule } from 'eslint';

export declare const caughtErrors: Rule.RuleModule;
