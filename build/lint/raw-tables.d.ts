import type { Rule } from 'eslint';

export declare const rawTables: Rule.RuleModule;
