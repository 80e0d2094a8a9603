import type { Rule } from 'eslint';

export declare const sentences: Rule.RuleModule;
