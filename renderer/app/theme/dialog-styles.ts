/** The height of dialogs with much in them. */
import { makeStyles } from '@fluentui/react-components';

/** `body`: for a `DialogBody`, which scrolls before its surface touches the edges of the window. Fluent's own limit is the window itself. */
export const useDialogStyles = makeStyles({
  body: { maxHeight: 'calc(100vh - 48px - 48px)' },
});
