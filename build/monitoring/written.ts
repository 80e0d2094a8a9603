/** The files for Prometheus and Grafana, as text. */
import { dump } from 'js-yaml';
import { type AlertCase, type AlertRule, alertRules } from './alert-rules.ts';
import { dashboard } from './dashboard.ts';

const annotationsOf = (summary: string, { section }: AlertRule) => ({
  summary,
  guide: `docs/relay.md#${section}`,
});

const yaml = (value: unknown): string => dump(value, { lineWidth: -1, noRefs: true });

/** The dashboard for Grafana. */
export const dashboardFile = (): string => `${JSON.stringify(dashboard(), null, 2)}\n`;

/** The alert rules for Prometheus. */
export const alertsFile = (): string =>
  `# Made by build/monitoring/alert-rules.ts.\n${yaml({
    groups: [
      {
        name: 'isthmus-relay',
        rules: alertRules.map((rule) => ({
          alert: rule.name,
          expr: rule.expr,
          for: rule.for,
          labels: { severity: rule.severity },
          annotations: annotationsOf(rule.summary, rule),
        })),
      },
    ],
  })}`;

/** Promtool's test of the rules at `rulesPath`: each fires at its series, and none of its own alerts at the quiet ones. */
export const promtoolTest = (rulesPath: string): string => {
  const inputOf = ({ series }: AlertCase) =>
    Object.entries(series).map(([name, values]) => ({ series: name, values }));
  return yaml({
    rule_files: [rulesPath],
    evaluation_interval: '1m',
    tests: alertRules.flatMap((rule) => {
      const { name, severity, fires, quiet } = rule;
      const expected = {
        exp_labels: { ...fires.labels, severity },
        exp_annotations: annotationsOf(fires.says, rule),
      };
      return [
        {
          name: `${name} fires`,
          interval: '1m',
          input_series: inputOf(fires),
          alert_rule_test: [{ eval_time: `${fires.at}m`, alertname: name, exp_alerts: [expected] }],
        },
        {
          name: `${name} does not`,
          interval: '1m',
          input_series: inputOf(quiet),
          alert_rule_test: [{ eval_time: `${quiet.at}m`, alertname: name, exp_alerts: [] }],
        },
      ];
    }),
  });
};
