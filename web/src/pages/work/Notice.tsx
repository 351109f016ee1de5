import {Alert, type AlertProps} from '@mantine/core';
import type {ReactNode} from 'react';

/** A note in a box. Its title keeps the colour of text, which can be read on every ground. */
export const Notice = (props: AlertProps) => <Alert variant="light" role="note" {...props} styles={{title: {color: 'var(--mantine-color-text)'}}} />;

const tint = (name: string) => `light-dark(var(--mantine-color-${name}-9), var(--mantine-color-${name}-3))`;
/** Colours of words that also say it in words, dark enough on light and light enough on dark. */
export const tone = {good: tint('teal'), warn: tint('orange'), bad: tint('red')} as const;

/** What may be wider than the screen scrolls by itself, by keyboard too. */
export const Scroll = ({label, children}: {label: string; children: ReactNode}) => (
  <div className="scroll-x" tabIndex={0} role="group" aria-label={label}>{children}</div>
);
