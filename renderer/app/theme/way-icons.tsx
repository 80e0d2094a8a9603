/** Arrows that point back and forward, in the way in which the language runs. */
import { useFluent } from '@fluentui/react-components';
import { ArrowLeftRegular, ArrowRightRegular } from '@fluentui/react-icons';

export const BackIcon = () => (useFluent().dir === 'rtl' ? <ArrowRightRegular /> : <ArrowLeftRegular />);

export const ForwardIcon = () => (useFluent().dir === 'rtl' ? <ArrowLeftRegular /> : <ArrowRightRegular />);
