/** Keeps Fluent's Tabster as long as the page. */
import { useFocusFinders } from '@fluentui/react-components';

/**
 * Tabster hides the page from screen readers (`aria-hidden`) while a dialog is open, and shows it again a moment after. But it ends with the last
 * component that uses it, and then it shows nothing again: where the dialog is that component, the page below stays hidden until it is loaded
 * anew. So one component uses it all the time.
 */
export const useTabsterKept = (): void => {
  // Its functions are not needed here. It is the smallest hook that uses Tabster.
  useFocusFinders();
};
