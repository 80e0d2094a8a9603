/** The quiet hours: whether there are any, on which days, from when and until when. */
import { Checkbox, Field, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { QuietHours, Weekday } from '../../model/index.ts';
import { say } from '../words/catalogue/say.ts';
import { useLocale } from '../words/locale.ts';
import { clockTime } from '../words/when.ts';
import { useNoticeStyles } from './styles.ts';

const useStyles = makeStyles({
  inside: { display: 'flex', flexDirection: 'column', gap: '8px', paddingInlineStart: '32px' },
  days: { display: 'flex', flexWrap: 'wrap', columnGap: '4px' },
  times: { display: 'flex', flexWrap: 'wrap', gap: '12px' },
  time: { minWidth: '130px' },
});

/** A night, on all days: what most people want. */
const usualHours: QuietHours = { days: [0, 1, 2, 3, 4, 5, 6], from: 22 * 60, to: 7 * 60 };
/** Weeks begin on Monday in the language of the words. */
const week: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 0];
/** 4 January 1970 was a Sunday. */
const dayOf = (weekday: Weekday): number => new Date(1970, 0, 4 + weekday, 12).getTime();
const timeOf = (minute: number): number => new Date(1970, 0, 4, 0, minute).getTime();

/** As a field of the kind `time` has it: `07:30`. */
const fieldTime = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
const minuteOf = (time: string): number | null => {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(time) ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
};

interface Properties {
  readonly quiet: QuietHours | null;
  readonly change: (quiet: QuietHours | null) => void;
}

export const QuietField = ({ quiet, change }: Properties) => {
  const styles = useStyles();
  const shared = useNoticeStyles();
  const locale = useLocale();
  // What was chosen before comes back when they are switched on again.
  const [last, setLast] = useState(usualHours);
  const changeHours = (hours: QuietHours): void => {
    setLast(hours);
    change(hours);
  };
  return (
    <div className={shared.group}>
      <Checkbox
        label={say('notices.quiet')}
        checked={quiet !== null}
        onChange={(_, { checked }) => {
          if (quiet !== null) setLast(quiet);
          change(checked === true ? last : null);
        }}
      />
      {quiet !== null && (
        <div className={styles.inside}>
          <fieldset className={shared.group}>
            <legend className={shared.legend}>{say('notices.quiet.days')}</legend>
            <div className={styles.days}>
              {week.map((weekday) => (
                <Checkbox
                  key={weekday}
                  label={locale.dates({ weekday: 'short' }).format(dayOf(weekday))}
                  checked={quiet.days.includes(weekday)}
                  onChange={(_, { checked }) =>
                    changeHours({
                      ...quiet,
                      days: week.filter((one) =>
                        one === weekday ? checked === true : quiet.days.includes(one),
                      ),
                    })
                  }
                />
              ))}
            </div>
          </fieldset>
          <div className={styles.times}>
            <TimeField
              label={say('notices.quiet.from')}
              minute={quiet.from}
              change={(from) => changeHours({ ...quiet, from })}
            />
            <TimeField
              label={say('notices.quiet.to')}
              minute={quiet.to}
              change={(to) => changeHours({ ...quiet, to })}
            />
          </div>
          <p className={shared.hint} aria-live="polite">
            {endWords(quiet, clockTime(timeOf(quiet.to), locale))}
          </p>
          <p className={shared.hint}>{say('notices.quiet.about')}</p>
        </div>
      )}
    </div>
  );
};

/** What of these hours is not clear by themselves; '' for nothing. */
const endWords = ({ days, from, to }: QuietHours, time: string): string => {
  if (days.length === 0) return say('notices.quiet.no-day');
  if (from === to && from === 0) return say('notices.quiet.whole-day');
  return to <= from ? say('notices.quiet.next-day', { time }) : '';
};

interface TimeProperties {
  readonly label: string;
  readonly minute: number;
  readonly change: (minute: number) => void;
}

/** A time that is half typed is none: the last whole one holds. */
const TimeField = ({ label, minute, change }: TimeProperties) => {
  const styles = useStyles();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Field label={label}>
      <Input
        className={styles.time}
        type="time"
        value={typed ?? fieldTime(minute)}
        onChange={(_, { value }) => {
          setTyped(value);
          const whole = minuteOf(value);
          if (whole !== null) change(whole);
        }}
        onBlur={() => setTyped(null)}
      />
    </Field>
  );
};
