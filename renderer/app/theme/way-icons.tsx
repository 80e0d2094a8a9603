/** Arrows for back and forward, in the direction of the language. */
import { useFluent } from '@fluentui/react-components';
import { ArrowLeftRegular, ArrowRightRegular } from '@fluentui/react-icons';

export const BackIcon = () => (useFluent().dir === 'rtl' ? <ArrowRightRegular /> : <ArrowLeftRegular />);

export const ForwardIcon = () => (useFluent().dir === 'rtl' ? <ArrowLeftRegular /> : <ArrowRightRegular />);
